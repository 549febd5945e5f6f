import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { Share, ShareRules } from "../../../shared/api/shares.ts";
import { type Campaign, campaign } from "../../support/campaign.ts";
import { api, type Call, request } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { inCollection } from "../../support/share-surfaces.ts";
import { unlock } from "../../support/unlocking.ts";
import { filledMedia } from "../../support/videos.ts";
import { HELLO, putCaptions } from "../captions/put-captions.ts";

const PASSWORD = "kovu-teba-miro";

let token: string;
let workspaceId: string;
let project: ContentNode;
let video: ContentNode;
let share: Campaign["share"];

beforeAll(async () => {
  ({ token, workspaceId, project, video, share } = await campaign({
    project: "Secret project",
    video: "Secret title",
  }));
});

const change = (made: Share, body: Partial<ShareRules>) => api("PATCH", `/shares/${made.id}`, { token, body });
const open = ({ slug }: Share, place = "/embed", call: Call = {}) => request("GET", `/s/${slug}${place}`, call);

describe("the player", () => {
  test("fills its frame, shows captions, leads to its page in a window of its own, and needs no script", async () => {
    const made = await share();
    const { text, headers } = await open(made);
    expect(text).toMatch(/<video controls playsinline preload="metadata" src="\/s\/[\w-]{22}\/media"/);
    expect(text).toContain(`poster="/s/${made.slug}/poster?w=1280"`);
    expect(text).toContain(`<track kind="captions" src="/s/${made.slug}/captions/en.vtt" srclang="en"`);
    expect(text).toContain(`<a href="/s/${made.slug}" target="_blank" rel="noopener" dir="auto">Secret title</a>`);
    expect(text).not.toMatch(/<(script|form|input)| style="/);
    expect(gzipSync(text).byteLength).toBeLessThan(14_000);
    const policy = headers.get("Content-Security-Policy") ?? "";
    for (const part of ["default-src 'none'", "media-src 'self'", "form-action 'none'", "frame-ancestors *"]) {
      expect(policy).toContain(part);
    }
    expect(headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
    expect(headers.get("Vary")).toBe("Accept-Language, Accept-Encoding");
    expect(headers.get("X-Frame-Options")).toBeNull();
  });

  test("is asked about again by an ETag that is not the page's", async () => {
    const made = await share();
    const etag = (await open(made)).headers.get("ETag") ?? "";
    expect(etag).toMatch(/^W\//);
    expect((await open(made, "/embed", { headers: { "If-None-Match": etag } })).status).toBe(304);
    expect((await open(made, "", { headers: { "If-None-Match": etag } })).status).toBe(200);
    expect((await open(made, "")).headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
  });

  test("shows a voice to be heard and an avatar to be seen", async () => {
    const voice = await filledMedia(token, workspaceId, { kind: "voice", name: "voice.m4a", title: "Welcome" });
    await putCaptions(token, voice.id, "en", HELLO);
    const avatar = await filledMedia(token, workspaceId, { kind: "avatar", name: "avatar.png", title: "June" });
    const heard = await share({}, voice.id);
    const { text: page } = await open(heard);
    expect(page).toMatch(/Welcome<\/a>[\s\S]*<audio controls/);
    expect(page).toContain(`href="/s/${heard.slug}/transcript?lang=en" target="_blank" rel="noopener">Transcript</a>`);
    const { text } = await open(await share({}, avatar.id));
    expect(text).toMatch(/<img src="\/s\/[\w-]{22}\/media" alt="June" width="120" height="90"\/>/);
  });

  test("shows one thing in a collection, whose own page is no frame's", async () => {
    const made = await share({}, project.id);
    const item = await open(made, inCollection("/embed", video.id));
    expect(item.text).toContain(`src="/s/${made.slug}/media?node=${video.id}"`);
    expect(item.text).toContain(`href="/s/${made.slug}?node=${video.id}"`);
    const { status, text } = await open(made);
    expect([status, text.includes(`href="/s/${made.slug}"`)]).toEqual([200, true]);
    expect(text).not.toMatch(/Secret|<img|<video/);
    expect((await open(made, "/embed?node=nod_nothing")).status).toBe(404);
  });

  test("speaks the reader's language and shows captions in it", async () => {
    const { text } = await open(await share(), "/embed", { headers: { "Accept-Language": "fr" } });
    expect(text).toContain('<html lang="fr">');
  });
});

describe("a card, with nothing but the way to the page", () => {
  const card = async (made: Share, call: Call = {}) => {
    const { status, text } = await open(made, "/embed", call);
    expect([status, text.includes(`href="/s/${made.slug}"`)]).toEqual([200, true]);
    expect(text).not.toMatch(/Secret|Acme|<video|<img|\/media|\/poster/);
    return text;
  };

  test.each([
    ["restricted", { visibility: "restricted" }],
    ["for the workspace", { visibility: "workspace" }],
    ["behind a password", { visibility: "password", password: PASSWORD }],
    ["public, not to be embedded", { allowEmbed: false }],
    ["public, of few views", { maxViews: 1 }],
  ] as const)("of what is %s, to its maker as to everyone", async (_, rules) => {
    const made = await share(rules);
    expect(await card(made, { token })).toBe(await card(made));
  });

  test("to whoever unlocked it on its page as well: a frame knows nobody", async () => {
    const made = await share({ visibility: "password", password: PASSWORD });
    const headers = { Cookie: await unlock(made.slug, PASSWORD) };
    expect((await open(made, "", { headers })).text).toContain("Secret title");
    await card(made, { headers });
  });

  test("takes no view of few, and is gone with the last", async () => {
    const made = await share({ maxViews: 1 });
    await card(made);
    expect((await open(made, "")).status).toBe(200);
    await expect.poll(async () => (await open(made)).status).toBe(410);
  });
});

test("a player is a card as soon as its link is closed to strangers, and a player again", async () => {
  const made = await share();
  for (const [rules, plays] of [
    [{ visibility: "restricted" }, false],
    [{ visibility: "public" }, true],
    [{ allowEmbed: false }, false],
    [{ allowEmbed: true }, true],
  ] as const) {
    await change(made, rules);
    expect((await open(made)).text.includes("<video")).toBe(plays);
  }
});

describe("what is over, or never was, is said in the frame", () => {
  test("ended", async () => {
    const made = await share();
    await api("DELETE", `/shares/${made.id}`, { token });
    const { status, text } = await open(made, "/embed", { headers: { "Accept-Language": "fr" } });
    expect([status, text.includes("Ce lien est terminé")]).toEqual([410, true]);
    expect(text).not.toMatch(/Secret|Acme/);
  });

  test("expired, to its maker too", async () => {
    const made = await share();
    await sql("UPDATE shares SET expires_at = ? WHERE id = ?", [Date.now() - 1, made.id]);
    await expect.poll(async () => (await open(made, "/embed", { token })).status).toBe(410);
    const { text, headers } = await open(made, "/embed", { token });
    expect(text).toContain("This link has expired");
    expect(headers.get("Content-Security-Policy")).toContain("frame-ancestors *");
  });

  test("unknown", async () => {
    const { status, text } = await request("GET", `/s/${"A".repeat(22)}/embed`);
    expect([status, text.includes("There is nothing here")]).toEqual([404, true]);
    expect((await request("GET", "/s/x%00/embed")).status).toBe(404);
  });
});

describe("bytes that frames and other sites' pages take", () => {
  const policies = async (made: Share, call: Call = {}) => {
    const places = ["/media", "/poster?w=640", "/captions/en.vtt"];
    const answers = await Promise.all(places.map((place) => open(made, place, call)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    return new Set(answers.map(({ headers }) => headers.get("Cross-Origin-Resource-Policy")));
  };

  test("only of what may be framed", async () => {
    expect(await policies(await share())).toEqual(new Set(["cross-origin"]));
    expect(await policies(await share({ allowEmbed: false }))).toEqual(new Set(["same-origin"]));
    expect(await policies(await share({ visibility: "restricted" }), { token })).toEqual(new Set(["same-origin"]));
    expect(await policies(await share({ maxViews: 9 }), { token })).toEqual(new Set(["same-origin"]));
  });
});
