import { beforeAll, describe, expect, it, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { Notification } from "../../../shared/api/notifications.ts";
import type { Review, ReviewedPage, ReviewPage } from "../../../shared/api/reviews.ts";
import { newId } from "../../../shared/ids.ts";
import { REVIEW_NOTE_MAX } from "../../../shared/limits.ts";
import { type Actor, type MemberActor, signUp, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { newKey } from "../../support/api-keys.ts";
import { type Answer, api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { fixture, newProject, newVideo, playableVideo, publish, uploadBytes } from "../../support/videos.ts";
import { register, startReceiver } from "../../support/webhook-receiver.ts";

let space: TestWorkspace;
let token: string;
let ravi: MemberActor;
let june: MemberActor;

beforeAll(async () => {
  space = await workspaceWith({ creator: 2, viewer: 2, developer: 1 });
  token = space.admin.accessToken;
  [ravi] = space.members.viewer as [MemberActor];
  [june] = space.members.creator as [MemberActor];
  await api("PATCH", "/me", { token: ravi.accessToken, body: { name: "Ravi Shah" } });
});

const video = (title = "Launch") => playableVideo(token, space.workspaceId, title);
const decide = ({ id }: ContentNode, who: Pick<Actor, "accessToken">, body: object): Promise<Answer<Review>> =>
  api<Review>("PUT", `/videos/${id}/review`, { token: who.accessToken, body });
const approve = (one: ContentNode, who: Pick<Actor, "accessToken">) => decide(one, who, { decision: "approved" });
const read = async ({ id }: ContentNode) => (await api<ReviewPage>("GET", `/videos/${id}/reviews`, { token })).body;
const require = ({ id }: ContentNode, membershipIds: string[], as = token) =>
  api("PUT", `/videos/${id}/reviewers`, { token: as, body: { membershipIds } });
const replace = async ({ id }: ContentNode) => uploadBytes(token, id, await fixture("clip.mp4"));

describe("a decision", () => {
  test("says who decided what of which upload, and is changed in place", async () => {
    const one = await video();
    const answer = await decide(one, ravi, { decision: "changes_requested", note: "The date is too short." });
    const review = {
      membershipId: ravi.membershipId,
      name: "Ravi Shah",
      decision: "changes_requested",
      note: "The date is too short.",
      version: 1,
      at: expect.any(String),
    };
    expect([answer.status, answer.body]).toEqual([200, review]);
    const page = { nextCursor: null, version: 1, required: [] };
    expect(await read(one)).toEqual({ ...page, items: [review], state: "changes_requested" });
    expect((await approve(one, ravi)).body).toMatchObject({ decision: "approved", note: "" });
    expect(await read(one)).toMatchObject({ items: [{ decision: "approved" }], state: "approved" });
  });

  test("is of an upload: a new one begins anew, and no decision on the old one counts for it", async () => {
    const one = await video();
    await approve(one, ravi);
    await replace(one);
    expect(await read(one)).toMatchObject({ items: [], state: "pending", version: 2 });
    const late = await decide(one, ravi, { decision: "approved", version: 1 });
    expect([late.status, late.text.includes('"media_replaced"')]).toEqual([409, true]);
    expect((await read(one)).items).toEqual([]);
    expect((await decide(one, ravi, { decision: "approved", version: 2 })).body.version).toBe(2);
  });

  test("needs something to decide on, and takes only what is one", async () => {
    const empty = await newVideo(token, await newProject(token, space.workspaceId));
    expect((await approve(empty, ravi)).body).toMatchObject({ code: "no_media" });
    expect(await read(empty)).toMatchObject({ items: [], state: "pending", version: 0 });
    const one = await video();
    for (const [body, pointer] of [
      [{ decision: "maybe" }, "/decision"],
      [{}, "/decision"],
      [{ decision: "approved", note: "x".repeat(REVIEW_NOTE_MAX + 1) }, "/note"],
      [{ decision: "approved", note: "a\u0000" }, "/note"],
      [{ decision: "approved", version: 0 }, "/version"],
      [{ decision: "approved", more: 1 }, "/more"],
    ] as const) {
      const answer = await decide(one, ravi, body);
      expect([body, answer.status, answer.body]).toMatchObject([body, 400, { errors: [{ pointer }] }]);
    }
  });

  test("of whoever has gone counts no more", async () => {
    const one = await video();
    const [, other] = space.members.viewer as [MemberActor, MemberActor];
    await decide(one, other, { decision: "changes_requested" });
    await approve(one, ravi);
    expect((await read(one)).state).toBe("changes_requested");
    await sql("UPDATE memberships SET status = 'suspended' WHERE id = ?", [other.membershipId]);
    expect((await read(one)).state).toBe("approved");
    await sql("UPDATE memberships SET status = 'active' WHERE id = ?", [other.membershipId]);
  });
});

describe("racing a new upload", () => {
  test("a decision is on what it was made on, or is refused: never on a file nobody looked at", async () => {
    const one = await video();
    for (let round = 0; round < 4; round += 1) {
      const [before] = await sql<{ v: number }>("SELECT max(version) AS v FROM media WHERE node_id = ?", [one.id]);
      const version = Number(before?.v);
      const [replaced, ...decisions] = await Promise.all([
        replace(one),
        ...[ravi, june, space.admin].map((who) => decide(one, who, { decision: "approved", version })),
      ]);
      expect(replaced?.status).toBe(204);
      for (const answer of decisions) {
        if (answer.status === 200) expect(answer.body.version).toBe(version);
        else expect([answer.status, answer.text.includes("media_replaced")]).toEqual([409, true]);
      }
      expect(await read(one)).toMatchObject({ items: [], state: "pending", version: version + 1 });
    }
  });

  test("which came between looking and writing: nothing is written, and that is said", async () => {
    const one = await video();
    await Promise.all([replace(one), ...Array.from({ length: 6 }, () => approve(one, ravi))]);
    const rows = await sql<{ version: number }>("SELECT version FROM reviews WHERE node_id = ?", [one.id]);
    for (const { version } of rows) expect([1, 2]).toContain(Number(version));
    expect((await read(one)).items.every(({ version }) => version === 2)).toBe(true);
  });
});

describe("required reviewers", () => {
  test("must all approve; naming others in their place counts at once", async () => {
    const one = await video();
    const ids = [ravi.membershipId, june.membershipId];
    expect((await require(one, [...ids, ravi.membershipId])).body).toEqual({ membershipIds: ids });
    expect((await read(one)).required.map(({ membershipId }) => membershipId).toSorted()).toEqual(ids.toSorted());
    await approve(one, ravi);
    expect((await read(one)).state).toBe("pending");
    await approve(one, june);
    expect((await read(one)).state).toBe("approved");
    await replace(one);
    expect(await read(one)).toMatchObject({ state: "pending", required: [{}, {}] });
    await approve(one, space.admin);
    expect((await read(one)).state).toBe("pending");
    expect((await require(one, [])).status).toBe(200);
    expect(await read(one)).toMatchObject({ state: "approved", required: [] });
  });

  test("are members who may view it, and no others", async () => {
    const one = await video();
    const stranger = await signUp();
    const mine = (await api("GET", "/me", { token: stranger.accessToken })).body.memberships[0];
    await api("PUT", `/nodes/${one.id}/access`, { token, body: { everyone: "none", grants: [] } });
    for (const id of [newId("membership"), june.membershipId, mine?.id].filter((each) => each !== undefined)) {
      const answer = await require(one, [id]);
      expect([answer.status, answer.body.errors]).toMatchObject([
        400,
        [{ pointer: "/membershipIds/0", code: "no_viewer" }],
      ]);
    }
    expect(await read(one)).toMatchObject({ required: [] });
  });
});

describe("what is in review in a workspace", () => {
  let place: TestWorkspace;
  let mona: MemberActor;
  const list = async (who: Actor = place.admin, query = "") =>
    (await api<ReviewedPage>("GET", `/workspaces/${place.workspaceId}/reviews${query}`, { token: who.accessToken }))
      .body;
  const filled = (title: string) => playableVideo(place.admin.accessToken, place.workspaceId, title);
  const named = (one: ContentNode, ...ids: string[]) => require(one, ids, place.admin.accessToken);

  beforeAll(async () => {
    place = await workspaceWith({ viewer: 1, creator: 1 });
    [mona] = place.members.viewer as [MemberActor];
    await api("PATCH", "/me", { token: mona.accessToken, body: { name: "Mona" } });
  });

  test("is what somebody must approve or has decided on, each with where it stands; the newest first", async () => {
    const [asked, decided] = [await filled("Asked"), await filled("Decided")];
    await filled("Neither");
    await named(asked, mona.membershipId);
    await decide(decided, mona, { decision: "changes_requested", note: "Louder" });
    const page = await publish(place.admin.accessToken, asked.id);
    const mine = { membershipId: mona.membershipId, name: "Mona" };
    const common = { kind: "video", version: 1 };
    expect(await list()).toEqual({
      nextCursor: null,
      items: [
        {
          ...common,
          id: decided.id,
          title: "Decided",
          url: null,
          state: "changes_requested",
          required: [],
          reviews: [{ ...mine, decision: "changes_requested", note: "Louder", version: 1, at: expect.any(String) }],
        },
        { ...common, id: asked.id, title: "Asked", url: page.url, state: "pending", required: [mine], reviews: [] },
      ],
    });
    const first = await list(place.admin, "?limit=1");
    const second = await list(place.admin, `?limit=1&cursor=${first.nextCursor}`);
    expect([first.items[0]?.id, second.items[0]?.id, second.nextCursor]).toEqual([decided.id, asked.id, null]);
  });

  test("is no decision on a file that was replaced, of whoever has gone, or on what lies in the trash", async () => {
    const [replaced, gone, trashed] = [await filled("Replaced"), await filled("Gone"), await filled("Trashed")];
    const [creator] = place.members.creator as [MemberActor];
    const ids = async () => (await list()).items.map(({ title }) => title);
    await approve(replaced, mona);
    await approve(gone, creator);
    await named(trashed, mona.membershipId);
    expect((await ids()).slice(0, 3)).toEqual(["Trashed", "Gone", "Replaced"]);
    await uploadBytes(place.admin.accessToken, replaced.id, await fixture("clip.mp4"));
    await sql("UPDATE memberships SET status = 'suspended' WHERE id = ?", [creator.membershipId]);
    await api("DELETE", `/nodes/${trashed.id}`, { token: place.admin.accessToken });
    expect(await ids()).toEqual(["Decided", "Asked"]);
  });
});

describe("who may", () => {
  //                               super own  dev  crea view susp othr strngr
  const ACTORS = ["super_admin", "developer", "creator", "viewer", "suspended", "other", "stranger"] as const;
  const tokens: Partial<Record<(typeof ACTORS)[number], string>> = {};
  let one: ContentNode;

  beforeAll(async () => {
    const made = await workspaceWith({ developer: 1, creator: 1, viewer: 2 });
    const [viewer, suspended] = made.members.viewer as [MemberActor, MemberActor];
    await api("PATCH", `/workspaces/${made.workspaceId}/members/${suspended.membershipId}`, {
      token: made.admin.accessToken,
      body: { status: "suspended" },
    });
    Object.assign(tokens, {
      super_admin: made.admin.accessToken,
      developer: made.members.developer[0]?.accessToken,
      creator: made.members.creator[0]?.accessToken,
      viewer: viewer.accessToken,
      suspended: suspended.accessToken,
      other: (await signUp()).accessToken,
    });
    one = await playableVideo(made.admin.accessToken, made.workspaceId);
  });

  const TABLE = [
    ["GET", "reviews", undefined, 200, 200, 200, 200, 403, 404, 401],
    ["PUT", "review", { decision: "approved" }, 200, 200, 200, 200, 403, 404, 401],
    ["PUT", "reviewers", { membershipIds: [] }, 200, 403, 403, 403, 403, 404, 401],
  ] as const;

  it.each(
    TABLE.flatMap(([method, path, body, ...statuses]) =>
      ACTORS.map((who, at) => ({ method, path, body, who, status: statuses[at] })),
    ),
  )("$method $path, $who: $status", async ({ method, path, body, who, status }) => {
    const bearer = tokens[who];
    const answer = await api(method, `/videos/${one.id}/${path}`, {
      ...(bearer ? { token: bearer } : {}),
      ...(body ? { body } : {}),
    });
    expect(answer.status).toBe(status);
  });

  it.each([
    ["super_admin", 200, 1],
    ["developer", 200, 0],
    ["creator", 200, 0],
    ["viewer", 200, 0],
    ["suspended", 403, 0],
    ["other", 404, 0],
    ["stranger", 401, 0],
  ] as const)("GET the reviews of the workspace, %s: %d, %d", async (who, status, count) => {
    await sql("DELETE FROM reviews WHERE node_id = ?", [one.id]);
    await approve(one, { accessToken: tokens.viewer ?? "" });
    const bearer = tokens[who];
    const answer = await api(
      "GET",
      `/workspaces/${one.workspaceId}/reviews`,
      bearer === undefined ? {} : { token: bearer },
    );
    expect([answer.status, answer.body.items?.length ?? 0]).toEqual([status, count]);
  });

  it("of a video restricted to its owner: nobody else, as of one that is not there; of a project nobody", async () => {
    await sql("UPDATE nodes SET everyone = 'none' WHERE id = ?", [one.id]);
    for (const [method, path, body] of TABLE) {
      for (const who of ["developer", "creator", "viewer", "suspended", "other"] as const) {
        const answer = await api(method, `/videos/${one.id}/${path}`, {
          token: tokens[who] ?? "",
          ...(body ? { body } : {}),
        });
        expect([path, who, answer.status]).toEqual([path, who, 404]);
      }
      const call = { token: tokens.super_admin ?? "", ...(body ? { body } : {}) };
      expect((await api(method, `/videos/${one.parentId}/${path}`, call)).status).toBe(404);
    }
  });

  it("by an API key: reads with content:read, decides with reviews:write", async () => {
    const mine = await video();
    const [reads, writes] = await Promise.all([
      newKey(token, space.workspaceId, ["content:read"]),
      newKey(token, space.workspaceId, ["reviews:write"]),
    ]);
    expect((await api("GET", `/videos/${mine.id}/reviews`, { token: reads.key })).status).toBe(200);
    const listed = (key: string) => api("GET", `/workspaces/${space.workspaceId}/reviews`, { token: key });
    expect([(await listed(reads.key)).status, (await listed(writes.key)).status]).toEqual([200, 403]);
    expect((await approve(mine, { accessToken: reads.key })).status).toBe(403);
    expect((await approve(mine, { accessToken: writes.key })).status).toBe(200);
  });
});

describe("who is told", () => {
  const told = async (who: Actor, one: ContentNode) => {
    const { body } = await api("GET", "/notifications?limit=200", { token: who.accessToken });
    return (body.items as Notification[])
      .filter(({ review }) => review?.nodeId === one.id)
      .map(({ type, review }) => [type, review?.decision, review?.reviewer]);
  };

  test("whose it is, of each decision once; who is required, that they are", async () => {
    const one = await video("Told of");
    await require(one, [ravi.membershipId]);
    await expect.poll(() => told(ravi, one)).toEqual([["review.requested", null, ""]]);
    await require(one, [ravi.membershipId, june.membershipId]);
    await expect.poll(() => told(june, one)).toHaveLength(1);
    await approve(one, ravi);
    await approve(one, ravi);
    await expect.poll(() => told(space.admin, one)).toEqual([["review.decided", "approved", "Ravi Shah"]]);
    expect(await told(ravi, one)).toHaveLength(1);
    const [audited] = await sql<{ n: number }>(
      "SELECT count(*) AS n FROM audit_entries WHERE action = 'review.decided' AND data ->> 'nodeId' = ?",
      [one.id],
    );
    expect(Number(audited?.n)).toBe(1);
  });

  test("webhooks, as it was decided; of its words only who may see everything", async () => {
    const receiver = await startReceiver();
    try {
      await register({ token, workspaceId: space.workspaceId }, receiver.url, ["review.decided"]);
      const one = await video("Hooked");
      await decide(one, ravi, { decision: "changes_requested", note: "Louder" });
      await sql("UPDATE webhooks SET told_in_full = 1 WHERE workspace_id = ?", [space.workspaceId]);
      const [received] = await receiver.messages(1);
      expect(received?.message).toMatchObject({
        type: "review.decided",
        data: {
          workspaceId: space.workspaceId,
          nodeId: one.id,
          nodeKind: "video",
          title: "Hooked",
          membershipId: ravi.membershipId,
          name: "Ravi Shah",
          decision: "changes_requested",
          note: "Louder",
          version: 1,
          at: expect.stringMatching(/Z$/),
        },
      });
      await sql("UPDATE webhooks SET told_in_full = 0 WHERE workspace_id = ?", [space.workspaceId]);
      await approve(one, ravi);
      const [, second] = await receiver.messages(2);
      expect(second?.message.data).toMatchObject({ decision: "approved", title: null, name: null, note: null });
    } finally {
      await receiver.close();
    }
  });
});
