import { get, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import { type MemberActor, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { api, request } from "../../support/client.ts";
import { server } from "../../support/server.ts";
import { newProject, newVideo, publish, uploadBytes } from "../../support/videos.ts";
import { largeClip } from "../uploads/large-clip.ts";

const MIB = 1024 ** 2;
/** More than the sockets between here and there hold by themselves. */
const LARGE = 40 * MIB;
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
    const playing = await play(undefined);
    await api("PATCH", `/shares/${share.id}`, { token, body: { visibility: "restricted" } });
    expect((await request("GET", `/s/${share.slug}`)).status).toBe(303);
    expect((await request("GET", `/s/${share.slug}/media`, { headers: { Range: "bytes=0-1" } })).status).toBe(401);
    expect(await playing.outcomeAfter(CUT_WITHIN_MS)).toBe("cut");
    // The control: a member who may watch goes on.
    expect((await request("HEAD", `/s/${share.slug}/media`, { token: viewer.accessToken })).status).toBe(200);
    await api("PATCH", `/shares/${share.id}`, { token, body: { visibility: "public" } });
  });

  test("a member who may still watch is not cut", async () => {
    const playing = await play(viewer.accessToken);
    await api("PATCH", `/shares/${share.id}`, { token, body: { visibility: "restricted" } });
    expect(await playing.outcomeAfter(CUT_WITHIN_MS)).toBe("played to its end");
  });

  test("a suspended member's request is cut", async () => {
    const playing = await play(viewer.accessToken);
    const path = `/workspaces/${space.workspaceId}/members/${viewer.membershipId}`;
    await api("PATCH", path, { token, body: { status: "suspended" } });
    expect((await request("GET", `/s/${share.slug}`, { token: viewer.accessToken })).status).toBe(403);
    expect(await playing.outcomeAfter(CUT_WITHIN_MS)).toBe("cut");
    await api("PATCH", path, { token, body: { status: "active" } });
  });
});

type Playing = {
  /** Waits so long, then reads on as fast as it comes: what sockets still held, or everything. */
  outcomeAfter(ms: number): Promise<"cut" | "played to its end">;
};

/** Begins to watch, a little at a time, as a player does. */
async function play(as: string | undefined): Promise<Playing> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = as ? { Authorization: `Bearer ${as}` } : {};
    get(`${server.url}/s/${share.slug}/media`, { headers, agent: false }, resolve).on("error", reject);
  });
  expect(response.statusCode).toBe(200);
  let received = 0;
  let wait = 100;
  const reading = (async () => {
    try {
      for await (const chunk of response) {
        received += (chunk as Buffer).byteLength;
        if (wait > 0) await sleep(wait);
      }
    } catch {
      // A connection that breaks off is one way to be cut; `received` tells.
    }
  })();
  await sleep(300);
  return {
    outcomeAfter: async (ms) => {
      await sleep(ms);
      wait = 0;
      await reading;
      return received === LARGE ? "played to its end" : "cut";
    },
  };
}
