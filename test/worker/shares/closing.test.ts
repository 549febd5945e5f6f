import { beforeAll, describe, expect, test } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import { type MemberActor, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { api, request } from "../../support/client.ts";
import { LARGE, playShare } from "../../support/play-share.ts";
import { fixture, newProject, newVideo, publish, shareNode, uploadBytes } from "../../support/videos.ts";
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
});

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
  });

  test("of a link that is set to another upload, what it was showing is cut; a new upload cuts nobody off", async () => {
    const video = await newVideo(token, await newProject(token, space.workspaceId));
    await uploadBytes(token, video.id, await fixture("clip.mp4"));
    await uploadBytes(token, video.id, await largeClip(LARGE));
    const [pinned, open] = [await shareNode(token, video.id), await shareNode(token, video.id)];
    const [cut, whole] = [await playShare(pinned.slug), await playShare(open.slug)];
    await uploadBytes(token, video.id, await fixture("clip.webm"));
    const { status } = await api("PATCH", `/shares/${pinned.id}`, { token, body: { pinnedVersion: 1 } });
    expect(status).toBe(200);
    expect(await Promise.all([cut.outcomeAfter(CUT_WITHIN_MS), whole.outcomeAfter(CUT_WITHIN_MS)])).toEqual([
      "cut",
      "played to its end",
    ]);
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
