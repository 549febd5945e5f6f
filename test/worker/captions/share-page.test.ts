import { beforeAll, describe, expect, test } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import { workspaceWith } from "../../support/actors.ts";
import { api, request } from "../../support/client.ts";
import { playableVideo, publish } from "../../support/videos.ts";
import { HELLO, putCaptions } from "./put-captions.ts";

let share: Share;
let bare: Share;
let owner: string;

beforeAll(async () => {
  const { admin, workspaceId } = await workspaceWith({});
  const token = admin.accessToken;
  owner = token;
  const video = await playableVideo(token, workspaceId);
  await putCaptions(token, video.id, "en", HELLO, { query: "?default=true" });
  await putCaptions(token, video.id, "fr-CA", HELLO.replace("Hello", "Bonjour"));
  await putCaptions(token, video.id, "de", HELLO, { query: `?label=${encodeURIComponent('" onerror="x')}` });
  share = await publish(token, video.id, "public");
  bare = await publish(token, (await playableVideo(token, workspaceId)).id, "public");
});

async function tracksFor(acceptLanguage: string) {
  const { text } = await request("GET", `/s/${share.slug}`, { headers: { "Accept-Language": acceptLanguage } });
  return [...text.matchAll(/<track [^>]*>/g)].map(([track]) => ({
    language: /srclang="([^"]*)"/.exec(track)?.[1],
    isShown: / default(?:\s|\/|>|=)/.test(track),
  }));
}

describe("the viewer's language stands first and shows by itself", () => {
  test.each([
    ["de", "de"],
    ["fr", "fr-CA"],
    ["fr-FR,fr;q=0.9,en;q=0.8", "fr-CA"],
    ["en-GB-oxendict", "en"],
    ["ja, de;q=0.2, fr;q=0.1", "de"],
    ["en;q=0.1, DE;q=0.9", "de"],
    // In none of theirs: the one its creator marked.
    ["ja", "en"],
    ["de;q=0", "en"],
    ["*", "en"],
    ["", "en"],
    [";;q=x,,=", "en"],
  ])("%s: %s", async (acceptLanguage, language) => {
    const tracks = await tracksFor(acceptLanguage);
    expect(tracks).toHaveLength(3);
    expect(tracks.map(({ isShown }) => isShown)).toEqual([true, false, false]);
    expect(tracks[0]?.language).toBe(language);
  });
});

test("each track is served where the page says, and by no other name", async () => {
  const { text } = await request("GET", `/s/${share.slug}`);
  expect(text).not.toContain('" onerror="x');
  const sources = [...text.matchAll(/<track [^>]*src="([^"]*)"/g)].map(([, src]) => src ?? "");
  expect(sources).toHaveLength(3);
  for (const src of sources) {
    const { status, headers, text: file } = await request("GET", src);
    expect(status).toBe(200);
    expect(file).toMatch(/^WEBVTT\n/);
    expect(headers.get("Content-Type")).toBe("text/vtt; charset=utf-8");
    expect(headers.get("Cache-Control")).toBe("private, no-store");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Content-Security-Policy")).toBe("sandbox; default-src 'none'");
    expect((await request("HEAD", src)).status).toBe(200);
  }
  expect((await request("GET", `/s/${share.slug}/captions/fr-ca.vtt`)).text).toContain("Bonjour");
  for (const odd of ["en", "en.srt", "es.vtt", ".vtt", "..%2f..vtt", "en%00.vtt", "e_n.vtt", "en.vtt.vtt"]) {
    expect([odd, (await request("GET", `/s/${share.slug}/captions/${odd}`)).status]).toEqual([odd, 404]);
  }
});

test("a page without captions and poster names none, and its poster is a plain picture", async () => {
  const { text } = await request("GET", `/s/${bare.slug}`);
  expect(text).not.toContain("<track");
  expect(text).not.toContain("poster=");
  const { status, headers } = await request("GET", `/s/${bare.slug}/poster`);
  expect([status, headers.get("Content-Type")]).toEqual([200, "image/png"]);
  expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
});

test("new captions are on the page at once, and taken away they are not", async () => {
  const { slug, nodeId } = bare;
  await request("GET", `/s/${slug}`);
  await putCaptions(owner, nodeId, "fr", HELLO.replace("Hello", "Bonjour"));
  expect((await request("GET", `/s/${slug}`)).text).toContain("/captions/fr.vtt");
  expect((await request("GET", `/s/${slug}/captions/fr.vtt`)).text).toContain("Bonjour");
  await api("DELETE", `/videos/${nodeId}/captions/fr`, { token: owner });
  expect((await request("GET", `/s/${slug}`)).text).not.toContain("/captions/fr.vtt");
  expect((await request("GET", `/s/${slug}/captions/fr.vtt`)).status).toBe(404);
});
