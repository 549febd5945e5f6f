import { beforeAll, describe, expect, test } from "vitest";
import type { Comment, CommentPage } from "../../../shared/api/comments.ts";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { Notification } from "../../../shared/api/notifications.ts";
import { newId } from "../../../shared/ids.ts";
import { COMMENT_MAX } from "../../../shared/limits.ts";
import { type Actor, type MemberActor, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { newKey } from "../../support/api-keys.ts";
import { type Answer, api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { completeVideoIn } from "../../support/share-surfaces.ts";
import { fixture, newProject, newVideo, publish, uploadBytes } from "../../support/videos.ts";
import { register, startReceiver } from "../../support/webhook-receiver.ts";

let space: TestWorkspace;
let token: string;
let viewer: MemberActor;
let project: ContentNode;
/** Three seconds long. */
let video: ContentNode;

beforeAll(async () => {
  space = await workspaceWith({ creator: 1, viewer: 2 });
  token = space.admin.accessToken;
  viewer = space.members.viewer[0] as MemberActor;
  await name(space.admin, "Amélie Lacroix");
  await name(viewer, "Ravi Shah");
  project = await newProject(token, space.workspaceId);
  video = await completeVideoIn(token, project, "Launch");
});

const name = (who: Actor, text: string) => api("PATCH", "/me", { token: who.accessToken, body: { name: text } });
const post = (body: object, nodeId = video.id, as = token): Promise<Answer<Comment>> =>
  api<Comment>("POST", `/videos/${nodeId}/comments`, { token: as, body });
const said = async (body: object, nodeId = video.id, as = token): Promise<Comment> => {
  const answer = await post(body, nodeId, as);
  expect([answer.status, answer.text]).toEqual([201, expect.anything()]);
  return answer.body;
};
const list = async (nodeId: string, query = ""): Promise<CommentPage> =>
  (await api<CommentPage>("GET", `/videos/${nodeId}/comments${query}`, { token })).body;
const bodies = async (nodeId: string) => (await list(nodeId)).items.map(({ body }) => body);
const change = (id: string, body: object, as = token) => api<Comment>("PATCH", `/comments/${id}`, { token: as, body });
const remove = (id: string, as = token) => api("DELETE", `/comments/${id}`, { token: as });

describe("a comment", () => {
  test("says who said what, when, of which moment and which upload", async () => {
    const { body } = await post(
      { body: "  Hold the date\r\nlonger  ", atSeconds: 1.23456 },
      video.id,
      viewer.accessToken,
    );
    expect(body).toEqual({
      id: expect.stringMatching(/^cmt_/),
      nodeId: video.id,
      author: { name: "Ravi Shah", membershipId: viewer.membershipId, guest: false },
      body: "Hold the date\nlonger",
      reaction: false,
      atSeconds: 1.235,
      parentId: null,
      resolved: false,
      mentions: [],
      version: 1,
      createdAt: expect.any(String),
      editedAt: null,
      deleted: false,
      abilities: ["reply", "edit", "delete", "resolve"],
    });
    await uploadBytes(token, video.id, await fixture("clip.mp4"));
    expect((await said({ body: "Better" })).version).toBe(2);
    expect((await list(video.id)).items.find(({ id }) => id === body.id)?.version).toBe(1);
  });

  test("is plain text, composed, without controls and directions of its own", async () => {
    expect((await said({ body: "<b>Cafe\u0301</b> & co" })).body).toBe("<b>Caf\u00e9</b> & co");
    expect((await said({ body: "\u05e9\u05dc\u05d5\u05dd" })).body).toBe("\u05e9\u05dc\u05d5\u05dd");
    for (const body of ["", "  \n ", "\u200b\u200d", "a\u0000b", "a\u202eb", "a\u2066b", "\ud800", 5, null]) {
      const answer = await post({ body });
      expect([body, answer.status, answer.body]).toMatchObject([body, 400, { errors: [{ pointer: "/body" }] }]);
    }
    expect((await post({ body: "x".repeat(COMMENT_MAX) })).status).toBe(201);
    expect((await post({ body: "x".repeat(COMMENT_MAX + 1) })).status).toBe(400);
  });

  test("is about a moment that there is", async () => {
    expect((await said({ body: "At its very end", atSeconds: 3.9 })).atSeconds).toBeLessThan(3.9);
    for (const atSeconds of [5, -1, "1", 1e300]) {
      const answer = await post({ body: "Beyond", atSeconds });
      expect([atSeconds, answer.status, answer.body]).toMatchObject([
        atSeconds,
        400,
        { errors: [{ pointer: "/atSeconds" }] },
      ]);
    }
    const empty = await newVideo(token, project);
    expect((await post({ body: "Where?", atSeconds: 1 }, empty.id)).body).toMatchObject({ code: "no_media" });
    expect(await said({ body: "I wait for it" }, empty.id)).toMatchObject({ version: 0, atSeconds: null });
  });

  test("takes no field it does not know, and no parent that is not there", async () => {
    expect((await post({ body: "x", resolved: true })).status).toBe(400);
    const other = await said({ body: "Elsewhere" }, (await newVideo(token, project)).id);
    for (const parentId of [newId("comment"), other.id]) {
      const answer = await post({ body: "Yes", parentId });
      expect([answer.status, answer.body]).toMatchObject([
        400,
        { errors: [{ pointer: "/parentId", code: "unknown" }] },
      ]);
    }
    expect((await post({ body: "x", parentId: "nod_1" })).status).toBe(400);
  });

  test("asked for again under an Idempotency-Key is made once", async () => {
    const one = await newVideo(token, project);
    const again = () =>
      api<Comment>("POST", `/videos/${one.id}/comments`, {
        token,
        body: { body: "Once" },
        headers: { "Idempotency-Key": "once" },
      });
    const [first, second] = [await again(), await again()];
    expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
    expect(await bodies(one.id)).toEqual(["Once"]);
  });
});

describe("the list", () => {
  test("is of the whole first, then by moment, each thread with its replies behind it, one deep", async () => {
    const one = await completeVideoIn(token, project, "Ordered");
    const late = await said({ body: "at 2", atSeconds: 2 }, one.id);
    const early = await said({ body: "at 1", atSeconds: 1 }, one.id);
    await said({ body: "of all" }, one.id);
    const reply = await said({ body: "at 1, first answer", parentId: early.id }, one.id);
    await said({ body: "at 2, answer", parentId: late.id, atSeconds: 0.5 }, one.id);
    const deeper = await said({ body: "at 1, second answer", parentId: reply.id }, one.id);
    expect(deeper.parentId).toBe(early.id);
    const order = ["of all", "at 1", "at 1, first answer", "at 1, second answer", "at 2", "at 2, answer"];
    expect(await bodies(one.id)).toEqual(order);

    const paged: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: CommentPage = await list(one.id, `?limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`);
      paged.push(...page.items.map(({ body }) => body));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(order);
    expect((await api("GET", `/videos/${one.id}/comments?limit=201`, { token })).status).toBe(400);
  });
});

describe("changing", () => {
  test("one's own words, which say so", async () => {
    const { id } = await said({ body: "Frist" });
    expect((await change(id, { body: "First" })).body).toMatchObject({ body: "First", editedAt: expect.any(String) });
    expect((await change(id, {})).status).toBe(400);
    expect((await change(id, { atSeconds: 1 })).status).toBe(400);
    expect((await change(newId("comment"), { body: "x" })).status).toBe(404);
  });

  test("a thread is resolved and opened again; a reply is not", async () => {
    const thread = await said({ body: "Too loud" }, video.id, viewer.accessToken);
    const reply = await said({ body: "Done", parentId: thread.id });
    expect((await change(thread.id, { resolved: true })).body.resolved).toBe(true);
    expect((await change(thread.id, { resolved: false }, viewer.accessToken)).body.resolved).toBe(false);
    const refused = await change(reply.id, { resolved: true });
    expect([refused.status, refused.body]).toMatchObject([400, { errors: [{ pointer: "/resolved" }] }]);
  });
});

describe("deleting", () => {
  test("what nobody answered goes for good; what was answered is emptied and keeps its place until the last answer goes", async () => {
    const one = await newVideo(token, project);
    const thread = await said({ body: "Secret" }, one.id, viewer.accessToken);
    const replies = [
      await said({ body: "First", parentId: thread.id }, one.id),
      await said({ body: "Second", parentId: thread.id }, one.id),
    ];
    expect((await remove(thread.id, viewer.accessToken)).status).toBe(204);
    const { items } = await list(one.id);
    expect(items.map(({ body, deleted }) => [body, deleted])).toEqual([
      ["", true],
      ["First", false],
      ["Second", false],
    ]);
    expect(items[0]).toMatchObject({ author: { name: "" }, abilities: [] });
    expect(JSON.stringify(await sql("SELECT * FROM comments WHERE id = ?", [thread.id]))).not.toMatch(
      /Secret|Ravi|usr_/,
    );
    expect((await remove(thread.id)).status).toBe(404);
    expect((await change(thread.id, { body: "Back" }, viewer.accessToken)).status).toBe(404);
    expect((await post({ body: "Late", parentId: thread.id }, one.id)).status).toBe(400);
    await said({ body: "Third", parentId: replies[0]?.id ?? "" }, one.id);
    for (const { id } of (await list(one.id)).items.slice(1)) expect((await remove(id)).status).toBe(204);
    expect(await sql("SELECT id FROM comments WHERE node_id = ?", [one.id])).toEqual([]);
  });

  test("another's is told in the audit log, without its words; one's own is not", async () => {
    const theirs = await said({ body: "Rude words" }, video.id, viewer.accessToken);
    const mine = await said({ body: "My own" });
    await remove(theirs.id);
    await remove(mine.id);
    const { body } = await api("GET", `/workspaces/${space.workspaceId}/audit?action=comment.deleted`, { token });
    const [entry, ...others] = body.items.filter(({ target }: { target: string }) =>
      [theirs.id, mine.id].includes(target),
    );
    expect([entry, others]).toMatchObject([{ target: theirs.id }, []]);
    expect(JSON.stringify(body)).not.toContain("Rude words");
  });
});

describe("at once", () => {
  test("answers and the deletion of what they answer: no answer is left without its thread", async () => {
    const one = await newVideo(token, project);
    for (let round = 0; round < 5; round += 1) {
      const thread = await said({ body: "Thread" }, one.id);
      const [deleted, ...answers] = await Promise.all([
        remove(thread.id),
        ...Array.from({ length: 4 }, () => post({ body: "Yes", parentId: thread.id }, one.id)),
      ]);
      expect(deleted?.status).toBe(204);
      const written = answers.filter(({ status }) => status === 201).length;
      expect(answers.every(({ status }) => status === 201 || status === 400)).toBe(true);
      const rows = await sql<{ parent_id: string | null }>(
        "SELECT parent_id FROM comments WHERE id = ? OR parent_id = ?",
        [thread.id, thread.id],
      );
      expect(rows).toHaveLength(written === 0 ? 0 : written + 1);
    }
  });

  test("losing the level and commenting: what was written was written before", async () => {
    const one = await newVideo(token, project);
    const closing = sql("UPDATE nodes SET everyone = 'none' WHERE id = ?", [one.id]);
    const statuses = await Promise.all(
      Array.from({ length: 10 }, async () => (await post({ body: "In time" }, one.id, viewer.accessToken)).status),
    );
    await closing;
    const counted = async () =>
      Number((await sql<{ n: number }>("SELECT count(*) AS n FROM comments WHERE node_id = ?", [one.id]))[0]?.n);
    expect(statuses.every((status) => status === 201 || status === 404)).toBe(true);
    expect(await counted()).toBe(statuses.filter((status) => status === 201).length);
    expect((await post({ body: "Too late" }, one.id, viewer.accessToken)).status).toBe(404);
  });
});

describe("an API key", () => {
  test("reads with content:read and speaks with reviews:write, in its maker's name", async () => {
    const [reads, writes] = await Promise.all([
      newKey(token, space.workspaceId, ["content:read"]),
      newKey(token, space.workspaceId, ["reviews:write"]),
    ]);
    const path = `/videos/${video.id}/comments`;
    expect((await api("GET", path, { token: reads.key })).status).toBe(200);
    expect((await post({ body: "x" }, video.id, reads.key)).body).toMatchObject({ code: "insufficient_scope" });
    expect((await post({ body: "By key" }, video.id, writes.key)).body.author.name).toBe("Amélie Lacroix");
    expect((await api("GET", path, { token: writes.key })).status).toBe(403);
  });
});

describe("who is told", () => {
  const told = async (who: Actor, one: ContentNode) => {
    const { body } = await api("GET", "/notifications?limit=200", { token: who.accessToken });
    return (body.items as Notification[]).filter(({ comment }) => comment?.nodeId === one.id);
  };

  test("the owner, whoever began the thread and who is spoken to, each once, and nobody of their own words", async () => {
    const one = await completeVideoIn(token, project, "Told of");
    const [other] = space.members.creator as [MemberActor];
    const thread = await said({ body: "At the start", atSeconds: 0 }, one.id, viewer.accessToken);
    const mentions = [viewer.membershipId, other.membershipId, newId("membership")];
    const reply = await said({ body: "You two", parentId: thread.id, mentions }, one.id);
    expect(reply.mentions.toSorted()).toEqual([viewer.membershipId, other.membershipId].toSorted());
    const typesOf = async (who: Actor) => (await told(who, one)).map(({ type, comment }) => [type, comment?.body]);
    await expect.poll(() => typesOf(other)).toEqual([["comment.mentioned", "You two"]]);
    await expect.poll(() => typesOf(viewer)).toEqual([["comment.mentioned", "You two"]]);
    expect(await typesOf(space.admin)).toEqual([["comment.received", "At the start"]]);
    await said({ body: "And so on", parentId: thread.id }, one.id);
    await expect.poll(() => typesOf(viewer)).toContainEqual(["comment.replied", "And so on"]);

    expect((await told(viewer, one))[0]).toMatchObject({
      workspaceId: space.workspaceId,
      membershipId: null,
      comment: { title: "Told of", author: "Amélie Lacroix", url: null },
    });
    const { url } = await publish(token, one.id, "restricted");
    expect((await told(space.admin, one))[0]?.comment).toMatchObject({
      author: "Ravi Shah",
      atSeconds: 0,
      url: `${url}?comments#${thread.id}`,
    });
    await remove(reply.id);
    const after = (await api("GET", "/notifications?limit=200", { token: other.accessToken })).body.items;
    expect(after).toContainEqual(expect.objectContaining({ type: "comment.mentioned", comment: null }));
  });

  test("nobody who may not see it, and what they were told is gone once they may not", async () => {
    const one = await newVideo(token, project);
    await sql("UPDATE nodes SET everyone = 'none' WHERE id = ?", [one.id]);
    const grants = [{ membershipId: viewer.membershipId, level: "view" }];
    await api("PUT", `/nodes/${one.id}/access`, { token, body: { everyone: "none", grants } });
    const [other] = space.members.creator as [MemberActor];
    await said({ body: "Between us", mentions: [viewer.membershipId, other.membershipId] }, one.id);
    await expect.poll(async () => (await told(viewer, one)).length).toBe(1);
    expect(await told(other, one)).toEqual([]);
    await api("PUT", `/nodes/${one.id}/access`, { token, body: { everyone: "none", grants: [] } });
    expect(await told(viewer, one)).toEqual([]);
  });
});

test("webhooks are told of it as it was said; of its words only who may see everything", async () => {
  const receiver = await startReceiver();
  try {
    const place = { token, workspaceId: space.workspaceId };
    await register(place, receiver.url, ["comment.created"]);
    const one = await newVideo(token, project, "Hooked");
    const { id } = await said({ body: "For the hook" }, one.id, viewer.accessToken);
    await change(id, { body: "Another word" }, viewer.accessToken);
    const [received] = await receiver.messages(1);
    expect(received?.message).toMatchObject({
      type: "comment.created",
      data: {
        id,
        workspaceId: space.workspaceId,
        nodeId: one.id,
        nodeKind: "video",
        title: "Hooked",
        parentId: null,
        membershipId: viewer.membershipId,
        author: "Ravi Shah",
        body: "For the hook",
        atSeconds: null,
        version: 0,
        createdAt: expect.stringMatching(/Z$/),
      },
    });
    await sql("UPDATE webhooks SET told_in_full = 0 WHERE workspace_id = ?", [space.workspaceId]);
    await said({ body: "Not for it" }, one.id, viewer.accessToken);
    const [, second] = await receiver.messages(2);
    expect(second?.message.data).toMatchObject({ nodeId: one.id, title: null, author: null, body: null });
  } finally {
    await receiver.close();
  }
});
