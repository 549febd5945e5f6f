import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { MediaKind } from "../../../shared/policy/access.ts";
import { workspaceWith } from "../../support/actors.ts";
import { api, request } from "../../support/client.ts";
import { itemsOn } from "../../support/collections.ts";
import { server } from "../../support/server.ts";
import { filledMedia, fixture, newMedia, newProject, shareNode, uploadBytes } from "../../support/videos.ts";

let token: string;
let workspaceId: string;

beforeAll(async () => {
  const made = await workspaceWith({});
  token = made.admin.accessToken;
  workspaceId = made.workspaceId;
});

async function shared(kind: MediaKind, name: string, title = "Hello") {
  const node = await filledMedia(token, workspaceId, { kind, name, title });
  return { node, ...(await shareNode(token, node.id, { visibility: "public", allowDownload: true })) };
}

const putCaptions = (node: ContentNode, language: string, text: string) =>
  api("PUT", `/videos/${node.id}/captions/${language}`, {
    token,
    headers: { "Content-Type": "text/vtt" },
    rawBody: `WEBVTT\n\n${text}`,
  });

describe("an avatar's page", () => {
  test("shows the picture with its title, its place reserved, and plays nothing", async () => {
    const { slug } = await shared("avatar", "avatar.png", 'Amélie "in" blue');
    const { text, headers } = await request("GET", `/s/${slug}`);
    expect(text).toContain(`<img src="/s/${slug}/media" alt="Amélie &quot;in&quot; blue" width="120" height="90"/>`);
    expect(text).toContain(`<link rel="preload" as="image" href="/s/${slug}/media" fetchpriority="high"/>`);
    expect(text).not.toMatch(/<(video|audio)/);
    expect(headers.get("Content-Security-Policy")).toContain("img-src 'self' data:");
    expect(gzipSync(text).byteLength).toBeLessThan(14_000);
  });

  test("its poster is the picture itself", async () => {
    const { slug } = await shared("avatar", "avatar.webp");
    const answer = await fetch(`${server.url}/s/${slug}/poster?w=640`);
    expect(answer.headers.get("Content-Type")).toBe("image/webp");
    expect(Buffer.from(await answer.arrayBuffer()).equals(await fixture("avatar.webp"))).toBe(true);
  });

  test("it has no captions", async () => {
    const { node } = await shared("avatar", "avatar.jpg");
    expect((await putCaptions(node, "en", "00:00.000 --> 00:01.000\nHello")).status).toBe(404);
  });
});

describe("a voice's page", () => {
  test("plays without script and says how long it is", async () => {
    const { slug } = await shared("voice", "voice.mp3", "Welcome");
    const { text } = await request("GET", `/s/${slug}`);
    expect(text).toContain(`<audio controls preload="metadata" src="/s/${slug}/media" aria-label="Welcome">`);
    expect(text).toMatch(/2\ssec/);
    expect(text).not.toMatch(/<(video|img)|Transcript/);
  });

  test("what is said stands there as text, in the reader's language, by its pauses", async () => {
    const { node, slug } = await shared("voice", "voice.m4a");
    await putCaptions(
      node,
      "en",
      "00:00.000 --> 00:01.000\n<v June>Spring is <b>here</b>.\n\n00:01.200 --> 00:02.000\nAnd so\nare we.\n\n" +
        "00:09.000 --> 00:10.000\n1 &lt; 2",
    );
    await putCaptions(node, "fr", "00:00.000 --> 00:01.000\nLe printemps est là.");
    const english = await request("GET", `/s/${slug}`, { headers: { "Accept-Language": "en" } });
    expect(english.text).toContain('lang="en" dir="auto"><p>Spring is here. And so are we.</p><p>1 &lt; 2</p></div>');
    expect(english.text).toContain(`href="/s/${slug}/captions/fr.vtt" hreflang="fr"`);
    expect(english.text).toContain('<track kind="captions"');
    const french = await request("GET", `/s/${slug}`, { headers: { "Accept-Language": "fr" } });
    expect(french.text).toContain('<h2 id="spoken">Transcription</h2>');
    expect(french.text).toContain("<p>Le printemps est là.</p>");
  });

  test("a long text goes on in its transcript, and the page stays small", async () => {
    const { node, slug } = await shared("voice", "voice.webm");
    const cues = Array.from({ length: 900 }, (_, at) => {
      const time = (seconds: number) =>
        `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}.000`;
      return `${time(at * 3)} --> ${time(at * 3 + 1)}\n${(at * 7919).toString(36)} ${(at * 104_729).toString(36)} said ${at}`;
    });
    await putCaptions(node, "en", cues.join("\n\n"));
    const { text } = await request("GET", `/s/${slug}`);
    expect(text).toContain("said 0</p>");
    expect(text).not.toContain("said 899</p>");
    expect(text).toContain(`<a href="/s/${slug}/transcript?lang=en">Read all of it</a>`);
    expect((await request("GET", `/s/${slug}/transcript?lang=en`)).text).toContain("said 899\n");
    expect(gzipSync(text).byteLength).toBeLessThan(14_000);
  });

  test("its poster is a plain one", async () => {
    const { slug } = await shared("voice", "voice.flac");
    expect((await fetch(`${server.url}/s/${slug}/poster`)).headers.get("Content-Type")).toBe("image/png");
  });
});

test.each([
  ["avatar", "avatar.avif", "image/avif", "Hello.avif"],
  ["voice", "voice-opus.ogg", "audio/ogg", "Hello.ogg"],
  ["voice", "voice.aac", "audio/aac", "Hello.aac"],
  ["voice", "voice.flac", "audio/flac", "Hello.flac"],
] as const)("bytes of a %s (%s): whole, by range, by version, as a file, and as nothing else", async (...row) => {
  const [kind, name, contentType, fileName] = row;
  const { slug } = await shared(kind, name);
  const bytes = await fixture(name);
  const url = `${server.url}/s/${slug}/media`;
  const whole = await fetch(url);
  expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    "content-type": contentType,
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
    "cache-control": "private, no-store",
    "accept-ranges": "bytes",
  });
  const part = await fetch(url, { headers: { Range: "bytes=10-19" } });
  expect([part.status, part.headers.get("Content-Range")]).toEqual([206, `bytes 10-19/${bytes.byteLength}`]);
  expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(10, 20))).toBe(true);
  const etag = whole.headers.get("ETag") ?? "";
  expect((await fetch(url, { headers: { "If-None-Match": etag } })).status).toBe(304);
  const file = await fetch(`${server.url}/s/${slug}/download`);
  expect(file.headers.get("Content-Disposition")).toContain(fileName);
});

test("in a shared project a picture and a sound have their surfaces there, and nowhere else", async () => {
  const project = await newProject(token, workspaceId);
  const { slug } = await shareNode(token, project.id);
  const elsewhere = await shareNode(token, (await newProject(token, workspaceId)).id);
  for (const [kind, name, tag] of [
    ["avatar", "avatar.png", "img"],
    ["voice", "voice.mp3", "audio controls"],
  ] as const) {
    const node = await newMedia(token, project, kind);
    await uploadBytes(token, node.id, await fixture(name));
    const { text } = await request("GET", `/s/${slug}?node=${node.id}`);
    expect(text).toMatch(new RegExp(`<${tag} [^>]*src="/s/${slug}/media\\?node=${node.id}"`));
    const answer = await fetch(`${server.url}/s/${slug}/media?node=${node.id}`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(await fixture(name))).toBe(true);
    expect((await request("GET", `/s/${elsewhere.slug}/media?node=${node.id}`)).status).toBe(404);
  }
  expect(itemsOn((await request("GET", `/s/${slug}`)).text)).toHaveLength(2);
});

test("publishing is for videos alone, as before", async () => {
  for (const [kind, name] of [
    ["avatar", "avatar.png"],
    ["voice", "voice.mp3"],
  ] as const) {
    const node = await filledMedia(token, workspaceId, { kind, name });
    const answer = await api("POST", `/videos/${node.id}/publish`, { token, body: {} });
    expect([kind, answer.status]).toEqual([kind, 404]);
  }
});

test("what is behind a password says nothing of itself, whatever its kind", async () => {
  for (const [kind, name] of [
    ["avatar", "avatar.png"],
    ["voice", "voice.mp3"],
  ] as const) {
    const node = await filledMedia(token, workspaceId, { kind, name, title: "Secret title" });
    const { slug } = await shareNode(token, node.id, { visibility: "password", password: "kovu-teba" });
    const { status, text } = await request("GET", `/s/${slug}`);
    expect([status, /Secret title|<img|<audio/.test(text)]).toEqual([200, false]);
    for (const surface of ["media", "poster", "download"]) {
      expect((await request("GET", `/s/${slug}/${surface}`)).status).toBe(401);
    }
  }
});
