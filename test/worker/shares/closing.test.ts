import { beforeAll, describe, expect, test } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import { type MemberActor, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { api, request } from "../../support/client.ts";
import { closesWithin } from "../../support/closes-within.ts";
import { sql } from "../../support/database.ts";
import { LARGE, playShare } from "../../support/play-share.ts";
import { unlock } from "../../support/unlocking.ts";
import { newProject, newVideo, playableVideo, publish, uploadBytes } from "../../support/videos.ts";
import { largeClip } from "../uploads/large-clip.ts";

const CUT_WITHIN_MS = 5_000;

let space: TestWorkspace;
let token: string;
let viewer: MemberActor;
let share: Share;

beforeAll(async () => {
  space = await workspaceWith({ viewer: 1 });
  token = space.admin.accessToken;
  viewer = space.members.viewer[0] as MemberActor;
  const video = await newVideo(token, await newProject(token, space.workspaceId));
  await uploadBytes(token, video.id, await largeClip(LARGE));
  share = await publish(token, video.id, "public");
}, 60_000);

describe("closed while it plays", () => {
  test("to restricted: a stranger's next request fails at once, and the one under way is cut", async () => {
    const playing = await playShare(share.slug);
    await api("PATCH", `/shares/${share.id}`, { token, body: { visibility: "restricted" } });
    expect((await request("GET", `/s/${share.slug}`)).status).toBe(303);
    expect((await request("GET", `/s/${share.slug}/media`, { headers: { Range: "bytes=0-1" } })).status).toBe(401);
    expect(await playing.outcomeAfter(CUT_WITHIN_MS)).toBe("cut");
    // The control: a member who may watch goes on.
    expect((await request("HEAD", `/s/${share.slug}/media`, { token: viewer.accessToken })).status).toBe(200);
    await api("PATCH", `/shares/${share.id}`, { token, body: { visibility: "public" } });
  });

  test("a member who may still watch is not cut", async () => {
    const playing = await playShare(share.slug, { token: viewer.accessToken });
    await api("PATCH", `/shares/${share.id}`, { token, body: { visibility: "restricted" } });
    expect(await playing.outcomeAfter(CUT_WITHIN_MS)).toBe("played to its end");
  });

  test("a suspended member's request is cut", async () => {
    const playing = await playShare(share.slug, { token: viewer.accessToken });
    const path = `/workspaces/${space.workspaceId}/members/${viewer.membershipId}`;
    await api("PATCH", path, { token, body: { status: "suspended" } });
    expect((await request("GET", `/s/${share.slug}`, { token: viewer.accessToken })).status).toBe(403);
    expect(await playing.outcomeAfter(CUT_WITHIN_MS)).toBe("cut");
    await api("PATCH", path, { token, body: { status: "active" } });
  });
});

describe("changed elsewhere, where this isolate hears nothing of it", () => {
  const closing: [string, string, (share: Share) => (string | number)[]][] = [
    ["to restricted", "UPDATE shares SET visibility = 'restricted' WHERE id = ?", ({ id }) => [id]],
    ["to a password", "UPDATE shares SET visibility = 'password', password_hash = 'x' WHERE id = ?", ({ id }) => [id]],
    ["ended", "UPDATE shares SET ended_at = 1 WHERE id = ?", ({ id }) => [id]],
    ["unpublished", "UPDATE shares SET published_at = NULL WHERE id = ?", ({ id }) => [id]],
    ["in the trash", "UPDATE nodes SET trashed_at = 1 WHERE id = ?", ({ nodeId }) => [nodeId]],
  ];

  test.each(closing)("%s: to a stranger", async (_, statement, args) => {
    const small = await publish(token, (await playableVideo(token, space.workspaceId)).id, "public");
    await closesWithin(small, {}, () => sql(statement, args(small)));
  });

  test("a new password: to whoever came in with the old one", async () => {
    const { id } = await playableVideo(token, space.workspaceId);
    const small = await publish(token, id, "password", "hush hush");
    const headers = { Cookie: await unlock(small.slug, "hush hush") };
    await closesWithin(small, { headers }, () =>
      sql("UPDATE shares SET password_version = password_version + 1 WHERE id = ?", [small.id]),
    );
  });

  const losing: [string, string][] = [
    ["suspended", "UPDATE memberships SET status = 'suspended' WHERE id = ?"],
    ["removed", "UPDATE memberships SET status = 'ended', end_reason = 'removed', ended_at = 1 WHERE id = ?"],
  ];

  test.each(losing)("a member who is %s", async (_, statement) => {
    const made = await workspaceWith({ viewer: 1 });
    const own = made.admin.accessToken;
    const [member] = made.members.viewer;
    const small = await publish(own, (await playableVideo(own, made.workspaceId)).id, "workspace");
    await closesWithin(small, { token: member?.accessToken ?? "" }, () => sql(statement, [member?.membershipId ?? ""]));
  });
});
