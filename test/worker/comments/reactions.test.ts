import { beforeAll, describe, expect, test } from "vitest";
import type { Comment, CommentPage } from "../../../shared/api/comments.ts";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { Share } from "../../../shared/api/shares.ts";
import type { MemberActor } from "../../support/actors.ts";
import { type Campaign, campaign } from "../../support/campaign.ts";
import { api, request } from "../../support/client.ts";
import { postForm, readComments, sayOn, visitor } from "../../support/commenting.ts";
import { completeVideoIn } from "../../support/share-surfaces.ts";
import { untilDelivered } from "../../support/undelivered.ts";

let place: Campaign;
let ravi: MemberActor;

beforeAll(async () => {
  place = await campaign({ project: "Spring", video: "Launch" }, { viewer: 1 });
  [ravi] = place.space.members.viewer as [MemberActor];
  await api("PATCH", "/me", { token: ravi.accessToken, body: { name: "Ravi Shah" } });
});

const another = (title: string) => completeVideoIn(place.token, place.project, title);
const say = ({ id }: ContentNode, body: object, token = ravi.accessToken) =>
  api<Comment>("POST", `/videos/${id}/comments`, { token, body });
const list = async ({ id }: ContentNode, query = "") =>
  (await api<CommentPage>("GET", `/videos/${id}/comments${query}`, { token: place.token })).body;
const change = ({ id }: Comment, body: object) => api("PATCH", `/comments/${id}`, { token: ravi.accessToken, body });

describe("a comment that is but one of the emoji", () => {
  test("is a reaction at its moment, and counted whichever page of the list is read", async () => {
    const video = await another("Counted");
    const first = await say(video, { body: "👍", atSeconds: 1 });
    expect([first.status, first.body]).toMatchObject([201, { body: "👍", reaction: true, atSeconds: 1 }]);
    await say(video, { body: " ❤ " }, place.token);
    await say(video, { body: "👍", atSeconds: 2 }, place.token);
    expect((await say(video, { body: "👍 good" })).body.reaction).toBe(false);
    const reactions = [
      { reaction: "❤️", count: 1 },
      { reaction: "👍", count: 2 },
    ];
    expect((await list(video)).reactions).toEqual(reactions);
    const page = await list(video, "?limit=1");
    expect([page.items.length, page.reactions]).toEqual([1, reactions]);
    expect((await list(await another("Another"))).reactions).toEqual([]);
  });

  test("is one no more once it says something else, was deleted, or where it answers", async () => {
    const video = await another("Changed");
    const one = (await say(video, { body: "🎉" })).body;
    const other = (await say(video, { body: "🎉" })).body;
    const thread = (await say(video, { body: "🎉" })).body;
    const reply = await say(video, { body: "🎉", parentId: thread.id });
    expect(reply.body.reaction).toBe(false);
    const count = async () => (await list(video)).reactions[0]?.count ?? 0;
    expect(await count()).toBe(3);
    await change(one, { body: "Hooray" });
    expect(await count()).toBe(2);
    await change(one, { body: "🎉" });
    await change(reply.body, { body: "🎉" });
    expect(await count()).toBe(3);
    await api("DELETE", `/comments/${other.id}`, { token: ravi.accessToken });
    // Emptied, since it was answered.
    await api("DELETE", `/comments/${thread.id}`, { token: ravi.accessToken });
    expect(await count()).toBe(1);
  });

  test("tells nobody: there are many", async () => {
    const video = await another("Quiet");
    await say(video, { body: "👏" });
    await say(video, { body: "Words" });
    const told = async () => {
      const { body } = await api("GET", "/notifications?limit=200", { token: place.token });
      return body.items
        .filter(({ comment }: { comment?: { nodeId: string } }) => comment?.nodeId === video.id)
        .map(({ comment }: { comment: { body: string } }) => comment.body);
    };
    await expect.poll(told).toEqual(["Words"]);
    await untilDelivered(place.workspaceId);
    expect(await told()).toEqual(["Words"]);
  });

  test("keeps the moment within the media, and costs what any comment does", async () => {
    const video = await another("Bounds");
    expect((await say(video, { body: "👍", atSeconds: 9_000 })).status).toBe(400);
    const share = await place.share({ allowComments: false }, video.id);
    expect((await sayOn(share, { token: ravi.accessToken }, { body: "👍" })).status).toBe(403);
  });
});

describe("on a share's page", () => {
  const page = (share: Share) =>
    request("GET", `/s/${share.slug}?comments`, { token: ravi.accessToken, headers: { Accept: "text/html" } });

  test("one press of its form sends it, without script, whatever stands in the words beside it", async () => {
    const share = await place.share({}, (await another("Pressed")).id);
    const pressed = { text: "Half a sentence", at: "0:01", reaction: "😮" };
    expect((await postForm(share, { token: ravi.accessToken }, "/comments", pressed)).status).toBe(303);
    const { body } = await readComments(share);
    expect(body.items).toMatchObject([{ body: "😮", reaction: true, atSeconds: 1 }]);
    const { text } = await page(share);
    expect(text).toMatch(/class="reactions"[\s\S]*😮 <b>1<\/b>/);
    expect(text).toContain("data-reaction");
  });

  test("is a visitor's too, once they say a name; what stood in the words is kept where they did not", async () => {
    const share = await place.share({}, (await another("Visited")).id);
    const refused = await postForm(share, visitor(), "/comments", { text: "Half a sentence", reaction: "👍" });
    expect([refused.status, refused.text.includes("Half a sentence")]).toEqual([400, true]);
    const named = { text: "", name: "Grete", reaction: "👍" };
    expect((await postForm(share, visitor(), "/comments", named)).status).toBe(303);
    expect((await readComments(share)).body.reactions).toEqual([{ reaction: "👍", count: 1 }]);
  });
});
