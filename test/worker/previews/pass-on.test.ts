import { gzipSync } from "node:zlib";
import { encode } from "uqr";
import { beforeAll, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { TestWorkspace } from "../../support/actors.ts";
import { type Campaign, campaign } from "../../support/campaign.ts";
import { request } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { inCollection } from "../../support/share-surfaces.ts";
import { filledMedia } from "../../support/videos.ts";

let space: TestWorkspace;
let token: string;
let project: ContentNode;
let video: ContentNode;
let made: Campaign["share"];

beforeAll(async () => {
  const titles = { project: "Spring", video: `Spring "launch"` };
  ({ space, token, project, video, share: made } = await campaign(titles, { viewer: 1 }));
});

const seen = async (slug: string, as: string | undefined = token, place = "") =>
  (await request("GET", `/s/${slug}${place}`, as ? { token: as } : {})).text;
const PART = /<details class="pass-on">[\s\S]*<\/details>/;

/** The black modules that the strokes of a page's QR code draw, as rows of a picture. */
function drawnOn(text: string): string[] {
  const size = Number(/viewBox="0 -0\.5 (\d+) \d+"/.exec(text)?.[1]);
  const rows = Array.from({ length: size }, () => Array<string>(size).fill(" "));
  for (const [, x, y, length] of text.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    rows[Number(y)]?.fill("x", Number(x), Number(x) + Number(length));
  }
  return rows.map((row) => row.join(""));
}

const codeOf = (text: string) =>
  encode(text, { ecc: "M", border: 4 }).data.map((row) => row.map((isBlack) => (isBlack ? "x" : " ")).join(""));

test("whoever may edit has the link, its QR code and the code that embeds it, without script", async () => {
  const { slug, url } = await made();
  const text = await seen(slug);
  const [part = ""] = PART.exec(text) ?? [];
  // Among the controls, and not once more.
  expect(text.match(new RegExp(`<input [^>]*value="${url}"`, "g"))).toHaveLength(1);
  const code = /<textarea [^>]*readonly[^>]*>([^<]*)<\/textarea>/.exec(part)?.[1]?.replaceAll("&quot;", '"');
  expect(code).toMatch(/^&lt;iframe .* allowfullscreen .*>&lt;\/iframe>$/);
  expect(code).toContain(`src="${url}/embed" width="320" height="180" title="Spring &amp;quot;launch&amp;quot;"`);
  expect(drawnOn(part)).toEqual(codeOf(url));
  expect(part).not.toMatch(/<script| style="/);
  expect(gzipSync(text).byteLength).toBeLessThan(14_000);
});

test("nobody else has it", async () => {
  const { slug } = await made();
  for (const as of ["", space.members.viewer[0]?.accessToken]) expect(await seen(slug, as)).not.toMatch(PART);
});

test.each([
  ["restricted", { visibility: "restricted" }],
  ["of few views", { maxViews: 3 }],
  ["not to be embedded", { allowEmbed: false }],
] as const)("a link that is %s has no code to embed it", async (_, rules) => {
  const [part = ""] = PART.exec(await seen((await made(rules)).slug)) ?? [];
  expect(part).toContain("<svg");
  expect(part).not.toContain("iframe");
});

test("of a collection the link, of one thing in it its own, of what is closed nothing", async () => {
  const whole = await made({}, project.id);
  const [part = ""] = PART.exec(await seen(whole.slug)) ?? [];
  expect(part).toContain(`value="${whole.url}"`);
  expect(part).not.toContain("iframe");
  const place = inCollection("", video.id);
  const [item = ""] = PART.exec(await seen(whole.slug, token, place)) ?? [];
  expect(item).toContain(`${whole.url}/embed?node=${video.id}`);
  expect(drawnOn(item)).toEqual(codeOf(`${whole.url}${place}`));
  await sql("UPDATE shares SET expires_at = ? WHERE id = ?", [Date.now() - 1, whole.id]);
  await expect.poll(() => seen(whole.slug)).not.toMatch(PART);
});

test("a voice is embedded in a low frame", async () => {
  const voice = await filledMedia(token, space.workspaceId, { kind: "voice", name: "voice.m4a" });
  expect(await seen((await made({}, voice.id)).slug)).toContain("width=&quot;640&quot; height=&quot;132&quot;");
});
