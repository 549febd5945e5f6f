import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import { type Actor, signUp, workspaceWith } from "../../support/actors.ts";
import { api, request } from "../../support/client.ts";
import { playableVideo, publish } from "../../support/videos.ts";

let owner: Actor;
let workspaceId: string;
let share: Share;

beforeAll(async () => {
  const made = await workspaceWith({});
  owner = made.admin;
  workspaceId = made.workspaceId;
  await api("PATCH", "/me", { token: owner.accessToken, body: { name: "Amélie Lacroix" } });
  const video = await playableVideo(owner.accessToken, workspaceId, "Spring launch, final cut");
  share = await publish(owner.accessToken, video.id, "public");
});

const open = (headers: Record<string, string> = {}) => request("GET", `/s/${share.slug}`, { headers });

test("plays without script, says what it is and who shared it", async () => {
  const { text, headers } = await open();
  expect(headers.get("Content-Type")).toBe("text/html; charset=utf-8");
  expect(text).toContain('<h1 dir="auto">Spring launch, final cut</h1>');
  expect(text).toContain("Shared by Amélie Lacroix");
  expect(text).toMatch(/3\ssec/);
  expect(text).toContain(">Acme</b>");
  expect(text).toMatch(/<video controls playsinline preload="metadata"[^>]+width="320" height="180"/);
  expect(text).toContain(`src="/s/${share.slug}/media"`);
  expect(text).toContain('<meta name="robots" content="noindex"/>');
  // Its one script waits until the page stands.
  expect(text.match(/<script[^>]*>/g)).toEqual([
    expect.stringMatching(/^<script defer src="\/assets\/watch-[\w-]{12}\.js">$/),
  ]);
  expect(gzipSync(text).byteLength).toBeLessThan(14_000);
});

test("its script is small, kept for good under a name that says what is in it, and no other name is known", async () => {
  const [, path = ""] = /<script defer src="([^"]+)"/.exec((await open()).text) ?? [];
  const { status, text, headers } = await request("GET", path);
  expect([status, headers.get("Content-Type")]).toEqual([200, "text/javascript; charset=utf-8"]);
  expect(headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
  expect(gzipSync(text).byteLength).toBeLessThan(12_000);
  expect((await request("GET", path.replace(/.{4}\.js$/, "AAAA.js"))).status).toBe(404);
});

test("in the reader's language", async () => {
  expect((await open()).text).toContain('<html lang="en">');
  const { text, headers } = await open({ "Accept-Language": "fr-CA,fr;q=0.9,en;q=0.5" });
  expect(text).toContain('<html lang="fr">');
  expect(text).toContain("Partagé par Amélie Lacroix");
  expect(headers.get("Vary")).toContain("Accept-Language");
});

test("its style is allowed by its digest and nothing else is", async () => {
  const { text, headers } = await open();
  const style = /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? "";
  const digest = createHash("sha256").update(style).digest("base64");
  const policy = headers.get("Content-Security-Policy") ?? "";
  expect(policy).toContain(`style-src 'sha256-${digest}'`);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("media-src 'self'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe");
  expect(text).not.toMatch(/ style="/);
  expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
});

describe("what may be kept", () => {
  test("public: asked about again, by a weak ETag that changes with the page", async () => {
    const { headers } = await open();
    expect(headers.get("Cache-Control")).toBe("private, no-cache");
    const etag = headers.get("ETag") ?? "";
    expect(etag).toMatch(/^W\/"[^"]+"$/);
    const known = await open({ "If-None-Match": etag });
    expect([known.status, known.text]).toEqual([304, ""]);
    expect((await open({ "If-None-Match": etag, "Accept-Language": "fr" })).status).toBe(200);
    await api("PATCH", `/nodes/${share.nodeId}`, { token: owner.accessToken, body: { title: "Another cut" } });
    expect((await open({ "If-None-Match": etag })).status).toBe(200);
  });

  test("restricted: nothing, and a page once kept opens nothing", async () => {
    const etag = (await open()).headers.get("ETag") ?? "";
    await api("PATCH", `/shares/${share.id}`, { token: owner.accessToken, body: { visibility: "restricted" } });
    expect((await open({ "If-None-Match": etag })).status).toBe(303);
    const member = await request("GET", `/s/${share.slug}`, { token: owner.accessToken });
    expect([member.status, member.headers.get("Cache-Control"), member.headers.get("ETag")]).toEqual([
      200,
      "private, no-store",
      null,
    ]);
    expect(member.text).toContain("Members only");
    await api("PATCH", `/shares/${share.id}`, { token: owner.accessToken, body: { visibility: "public" } });
  });
});

test("a title is text, however odd", async () => {
  const title = `<img src=x onerror=alert(1)>"'& ${"long".repeat(40)}`;
  const video = await playableVideo(owner.accessToken, workspaceId, title);
  const { slug } = await publish(owner.accessToken, video.id, "public");
  const { text } = await request("GET", `/s/${slug}`);
  expect(text).not.toContain("<img");
  expect(text).toContain("&lt;img src=x onerror=alert(1)>");
});

test("whoever never said their name is not told by their address", async () => {
  const person = await signUp();
  const { body: me } = await api("GET", "/me", { token: person.accessToken });
  const video = await playableVideo(person.accessToken, me.memberships[0].workspace.id);
  const { slug } = await publish(person.accessToken, video.id, "public");
  const { text } = await request("GET", `/s/${slug}`);
  expect(text).not.toContain(person.email);
});

test("refusals say what happened and what to do, without a name", async () => {
  const video = await playableVideo(owner.accessToken, workspaceId, "Secret");
  const { slug, id } = await publish(owner.accessToken, video.id);
  const other = await signUp();
  const refused = await request("GET", `/s/${slug}`, { token: other.accessToken });
  expect(refused.text).toContain("You need access to open this page");
  expect(refused.text).toContain(other.email);
  await api("DELETE", `/shares/${id}`, { token: owner.accessToken });
  const ended = await request("GET", `/s/${slug}`, { headers: { "Accept-Language": "fr" } });
  expect(ended.text).toContain("Ce lien est terminé");
  for (const { text } of [refused, ended]) expect(text).not.toMatch(/Secret|Acme/);
});
