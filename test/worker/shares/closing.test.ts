import { beforeAll, describe, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { Share } from "../../../shared/api/shares.ts";
import { type MemberActor, signUp, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { api, request } from "../../support/client.ts";
import { closesWithin } from "../../support/closes-within.ts";
import { sql } from "../../support/database.ts";
import { LARGE, playShare } from "../../support/play-share.ts";
import { unlock } from "../../support/unlocking.ts";
import { fixture, newProject, newVideo, playableVideo, publish, uploadBytes } from "../../support/videos.ts";
import { largeClip } from "../uploads/large-clip.ts";

const CUT_WITHIN_MS = 5_000;

let space: TestWorkspace;
let token: string;
let viewer: MemberActor;
let share: Share;

beforeAll(async () => {
  space = await workspaceWith({ viewer: 1, creator: 1 });
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

  test("an upload before is cut for whoever may not go back to it any more, though the share stays open", async () => {
    const video = await newVideo(token, await newProject(token, space.workspaceId));
    await uploadBytes(token, video.id, await largeClip(LARGE));
    await uploadBytes(token, video.id, await fixture("clip.mp4"));
    const { slug } = await publish(token, video.id, "public");
    const [editor] = space.members.creator as [MemberActor];
    const give = (grants: object[]) =>
      api("PUT", `/nodes/${video.id}/access`, { token, body: { everyone: "inherit", grants } });
    await give([{ membershipId: editor.membershipId, level: "edit" }]);
    const playing = await playShare(slug, { token: editor.accessToken }, "?version=1");
    await give([]);
    expect((await request("GET", `/s/${slug}/media?version=1`, { token: editor.accessToken })).status).toBe(403);
    expect(await playing.outcomeAfter(CUT_WITHIN_MS)).toBe("cut");
    expect((await request("HEAD", `/s/${slug}/media`, { token: editor.accessToken })).status).toBe(200);
  }, 60_000);

  test("a suspended member's request is cut", async () => {
    const playing = await playShare(share.slug, { token: viewer.accessToken });
    const path = `/workspaces/${space.workspaceId}/members/${viewer.membershipId}`;
    await api("PATCH", path, { token, body: { status: "suspended" } });
    expect((await request("GET", `/s/${share.slug}`, { token: viewer.accessToken })).status).toBe(403);
    expect(await playing.outcomeAfter(CUT_WITHIN_MS)).toBe("cut");
    await api("PATCH", path, { token, body: { status: "active" } });
  });
});

describe.concurrent("changed elsewhere, where this isolate hears nothing of it", () => {
  const closing: [string, string, (share: Share) => (string | number)[]][] = [
    ["to restricted", "UPDATE shares SET visibility = 'restricted' WHERE id = ?", ({ id }) => [id]],
    ["to a password", "UPDATE shares SET visibility = 'password', password_hash = 'x' WHERE id = ?", ({ id }) => [id]],
    ["ended", "UPDATE shares SET ended_at = 1 WHERE id = ?", ({ id }) => [id]],
    ["unpublished", "UPDATE shares SET published_at = NULL WHERE id = ?", ({ id }) => [id]],
    ["its time is over", "UPDATE shares SET expires_at = 1 WHERE id = ?", ({ id }) => [id]],
    ["in the trash", "UPDATE nodes SET trashed_at = unixepoch() * 1000 WHERE id = ?", ({ nodeId }) => [nodeId]],
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

  test("a share policy without public links: to a stranger", async () => {
    const { workspaceId, admin } = await workspaceWith({});
    const small = await publish(admin.accessToken, (await playableVideo(admin.accessToken, workspaceId)).id, "public");
    await closesWithin(small, {}, () => sql("UPDATE workspaces SET public_allowed = 0 WHERE id = ?", [workspaceId]));
  });

  test("guests: to whoever is one no longer", async () => {
    const guest = await signUp();
    const { id } = await playableVideo(token, space.workspaceId);
    const small = await publish(token, id);
    await api("PATCH", `/shares/${small.id}`, { token, body: { guests: [guest.email] } });
    await closesWithin(small, { token: guest.accessToken }, () =>
      sql("UPDATE shares SET guests = '[]' WHERE id = ?", [small.id]),
    );
  });

  test("signing out everywhere: to whoever did", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    const small = await publish(admin.accessToken, (await playableVideo(admin.accessToken, workspaceId)).id);
    await closesWithin(small, { token: admin.accessToken }, () =>
      sql("UPDATE sessions SET ended_at = 1 WHERE user_id = ?", [admin.user.id]),
    );
  });

  const levels: [string, (video: ContentNode, closed: ContentNode) => Promise<unknown>][] = [
    ["whose grant is taken away", ({ parentId }) => sql("DELETE FROM grants WHERE node_id = ?", [parentId])],
    [
      "when it is moved where they have nothing",
      ({ id }, closed) => sql("UPDATE nodes SET parent_id = ? WHERE id = ?", [closed.id, id]),
    ],
  ];

  test.each(levels)("a restricted project's video, to a member %s", async (_, close) => {
    const made = await workspaceWith({ viewer: 1 });
    const [member] = made.members.viewer;
    if (!member) throw new Error("no viewer");
    const video = await playableVideo(made.admin.accessToken, made.workspaceId);
    const closed = await newProject(made.admin.accessToken, made.workspaceId);
    await sql("UPDATE nodes SET everyone = 'none' WHERE id IN (?, ?)", [video.parentId, closed.id]);
    await sql("INSERT INTO grants (node_id, membership_id, level) VALUES (?, ?, 'view')", [
      video.parentId,
      member.membershipId,
    ]);
    const small = await publish(made.admin.accessToken, video.id);
    await closesWithin(small, { token: member.accessToken }, () => close(video, closed));
  });

  test("another role: to a Super Admin who is a viewer now", async () => {
    const made = await workspaceWith({ super_admin: 1 });
    const [chief] = made.members.super_admin;
    const video = await playableVideo(made.admin.accessToken, made.workspaceId);
    await sql("UPDATE nodes SET everyone = 'none' WHERE id = ?", [video.id]);
    const small = await publish(made.admin.accessToken, video.id);
    await closesWithin(small, { token: chief?.accessToken ?? "" }, () =>
      sql("UPDATE memberships SET role = 'viewer' WHERE id = ?", [chief?.membershipId ?? ""]),
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
