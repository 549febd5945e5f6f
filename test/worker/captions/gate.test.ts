import { beforeAll, describe, expect, test } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import { signUp, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { api, request } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { unlock } from "../../support/unlocking.ts";
import { fixture, playableVideo, publish } from "../../support/videos.ts";
import { HELLO, putCaptions } from "./put-captions.ts";

const SURFACES = ["/captions/en.vtt", "/poster"] as const;

let space: TestWorkspace;
let owner: string;
let viewer: string;
let outsider: string;

beforeAll(async () => {
  space = await workspaceWith({ viewer: 1 });
  owner = space.admin.accessToken;
  viewer = space.members.viewer[0]?.accessToken ?? "";
  outsider = (await signUp()).accessToken;
});

async function captioned(visibility: "public" | "restricted" | "workspace" | "password"): Promise<Share> {
  const video = await playableVideo(owner, space.workspaceId, "Secret title");
  await putCaptions(owner, video.id, "en", HELLO);
  const rawBody = await fixture("poster.jpg");
  await api("PUT", `/nodes/${video.id}/poster?width=640`, { token: owner, rawBody });
  return publish(owner, video.id, visibility, visibility === "password" ? "open sesame" : undefined);
}

async function statuses({ slug }: Share, token?: string): Promise<string[]> {
  const answers = await Promise.all(
    SURFACES.flatMap((surface) =>
      ["GET", "HEAD"].map((method) => request(method, `/s/${slug}${surface}`, token ? { token } : {})),
    ),
  );
  for (const { headers } of answers) expect(headers.get("Cache-Control")).toMatch(/no-store/);
  return answers.map(({ status }) => String(status));
}

const all = (status: number) => Array(SURFACES.length * 2).fill(String(status));

describe("captions and poster pass the gate of their share", () => {
  test.each([
    ["public", 200, 200, 200],
    ["restricted", 401, 403, 200],
    ["workspace", 401, 403, 200],
    ["password", 401, 401, 200],
  ] as const)("%s: stranger %i, someone else %i, viewer %i", async (visibility, stranger, other, member) => {
    const share = await captioned(visibility);
    expect(await statuses(share)).toEqual(all(stranger));
    expect(await statuses(share, outsider)).toEqual(all(other));
    expect(await statuses(share, viewer)).toEqual(all(member));
  });

  test("to a stranger a locked one says that it is locked", async () => {
    const { slug } = await captioned("password");
    for (const surface of SURFACES) {
      expect((await request("GET", `/s/${slug}${surface}`)).body.code).toBe("share_locked");
    }
  });

  test("whoever gave the password has both, with another link's cookie neither", async () => {
    const [share, other] = [await captioned("password"), await captioned("password")];
    const Cookie = await unlock(share.slug, "open sesame");
    for (const surface of SURFACES) {
      expect((await request("GET", `/s/${share.slug}${surface}`, { headers: { Cookie } })).status).toBe(200);
      expect((await request("GET", `/s/${other.slug}${surface}`, { headers: { Cookie } })).status).toBe(401);
    }
  });

  test("of a node restricted to its owner", async () => {
    const share = await captioned("restricted");
    await sql("UPDATE nodes SET everyone = 'none' WHERE id = ?", [share.nodeId]);
    expect(await statuses(share, viewer)).toEqual(all(403));
    expect(await statuses(share, owner)).toEqual(all(200));
  });

  test("ended, unpublished, in the trash, unknown", async () => {
    const ended = await captioned("public");
    await api("DELETE", `/shares/${ended.id}`, { token: owner });
    expect(await statuses(ended)).toEqual(all(410));
    const unpublished = await captioned("public");
    await api("POST", `/videos/${unpublished.nodeId}/unpublish`, { token: owner });
    expect(await statuses(unpublished)).toEqual(all(404));
    const trashed = await captioned("public");
    await api("DELETE", `/nodes/${trashed.nodeId}`, { token: owner });
    expect(await statuses(trashed)).toEqual(all(404));
    expect(await statuses({ slug: "A".repeat(22) } as Share)).toEqual(all(404));
  });

  test("new captions are on the page at once, and taken away they are not", async () => {
    const { slug, nodeId } = await captioned("public");
    await request("GET", `/s/${slug}`);
    await putCaptions(owner, nodeId, "fr", HELLO.replace("Hello", "Bonjour"));
    expect((await request("GET", `/s/${slug}`)).text).toContain("/captions/fr.vtt");
    expect((await request("GET", `/s/${slug}/captions/fr.vtt`)).text).toContain("Bonjour");
    await api("DELETE", `/videos/${nodeId}/captions/fr`, { token: owner });
    expect((await request("GET", `/s/${slug}`)).text).not.toContain("/captions/fr.vtt");
    expect((await request("GET", `/s/${slug}/captions/fr.vtt`)).status).toBe(404);
  });
});
