import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { Share } from "../../../shared/api/shares.ts";
import { type Campaign, campaign } from "../../support/campaign.ts";
import { api, request } from "../../support/client.ts";
import { server } from "../../support/server.ts";
import { describing, inCollection } from "../../support/share-surfaces.ts";
import { filledMedia } from "../../support/videos.ts";

const TITLE = `Spring "launch" & <script>alert(1)</script>`;
/** What a robot that draws a card sends. */
const ROBOT = { Accept: "*/*", "User-Agent": "facebookexternalhit/1.1" };

let token: string;
let workspaceId: string;
let project: ContentNode;
let video: ContentNode;
let made: Campaign["share"];

beforeAll(async () => {
  ({ token, workspaceId, project, video, share: made } = await campaign({ project: "Spring campaign", video: TITLE }));
  await api("PATCH", "/me", { token, body: { name: "Amélie Lacroix" } });
});

/** What a robot reads in a page's head. */
async function cardOf({ slug }: Share, place = "", headers: Record<string, string> = {}) {
  const { text } = await request("GET", `/s/${slug}${place}`, { headers: { ...ROBOT, ...headers } });
  const tags = [...text.matchAll(/<meta (?:property|name)="([\w:]+)" content="([^"]*)"\/>/g)];
  const links = [...text.matchAll(/<link rel="alternate" type="([^"]+)" href="([^"]+)"\/>/g)];
  const pairs = (found: RegExpExecArray[]) =>
    Object.fromEntries(found.map(([, name = "", value = ""]) => [name, plain(value)]));
  return { text, tags: pairs(tags), links: pairs(links) };
}

const plain = (value: string) => value.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&amp;", "&");

describe("a public video's page", () => {
  test("tells robots its title, its picture, and what plays it", async () => {
    const share = await made();
    const { text, tags, links } = await cardOf(share);
    expect(tags).toMatchObject({
      description: "Shared by Amélie Lacroix · 3 sec",
      "og:title": TITLE,
      "og:type": "video.other",
      "og:url": share.url,
      "og:description": "Shared by Amélie Lacroix · 3 sec",
      "og:site_name": "Acme",
      "og:locale": "en_US",
      "og:image": `${share.url}/poster?w=640`,
      "og:image:width": "640",
      "og:image:height": "360",
      "og:image:alt": TITLE,
      "og:video": `${share.url}/media`,
      "og:video:type": "video/mp4",
      "og:video:width": "320",
      "og:video:height": "180",
      "twitter:card": "player",
      "twitter:player": `${share.url}/embed`,
      "twitter:player:width": "320",
      "twitter:player:height": "180",
    });
    expect(links).toEqual({
      "application/json+oembed": `${server.url}${describing(share.url, "&format=json")}`,
      "text/xml+oembed": `${server.url}${describing(share.url, "&format=xml")}`,
    });
    expect(text).not.toContain("<script>");
    expect(gzipSync(text).byteLength).toBeLessThan(14_000);
  });

  test("leads to a picture, a player and a description that robots get", async () => {
    const { tags, links } = await cardOf(await made());
    const ask = (address = "") => request("GET", address.slice(server.url.length), { headers: ROBOT });
    const picture = await ask(tags["og:image"]);
    expect([picture.status, picture.headers.get("Content-Type")]).toEqual([200, "image/jpeg"]);
    expect((await ask(tags["twitter:player"])).text).toContain("<video");
    expect((await ask(tags["og:video"])).status).toBe(200);
    expect((await ask(links["application/json+oembed"])).body.title).toBe(TITLE);
    expect((await ask(links["text/xml+oembed"])).text).toContain("<oembed>");
  });

  test("speaks French to whoever reads French", async () => {
    const { tags } = await cardOf(await made(), "", { "Accept-Language": "fr" });
    expect(tags["og:locale"]).toBe("fr_FR");
    expect(tags.description).toMatch(/^Partagé par Amélie Lacroix · 3\ss$/);
  });

  test("that may not be framed shows its picture, and nothing that plays", async () => {
    const { text, tags } = await cardOf(await made({ allowEmbed: false }));
    expect([tags["twitter:card"], tags["og:title"]]).toEqual(["summary_large_image", TITLE]);
    expect(text).not.toMatch(/og:video|twitter:player|\/embed/);
  });
});

test("an avatar is a picture, a voice a sound, a collection a title, one thing in it by its own address", async () => {
  const avatar = await made({}, (await filledMedia(token, workspaceId, { kind: "avatar", name: "avatar.png" })).id);
  expect((await cardOf(avatar)).tags).toMatchObject({
    "og:type": "website",
    "og:image": `${avatar.url}/media`,
    "og:image:width": "120",
    "twitter:card": "summary_large_image",
  });
  const voice = await made({}, (await filledMedia(token, workspaceId, { kind: "voice", name: "voice.m4a" })).id);
  const heard = (await cardOf(voice)).tags;
  expect(heard).toMatchObject({ "og:audio": `${voice.url}/media`, "og:audio:type": "audio/mp4" });
  expect(heard).not.toHaveProperty("og:video");
  const whole = await made({}, project.id);
  const { tags } = await cardOf(whole);
  expect(tags).toMatchObject({ "og:title": "Spring campaign", "og:url": whole.url, "twitter:card": "summary" });
  const place = inCollection("", video.id);
  const item = await cardOf(whole, place);
  expect(item.tags).toMatchObject({
    "og:title": TITLE,
    "og:url": `${whole.url}${place}`,
    "og:image": `${whole.url}/poster?node=${video.id}&w=640`,
    "twitter:player": `${whole.url}/embed?node=${video.id}`,
  });
});

describe("a page that is not for anyone tells robots nothing", () => {
  test.each([
    ["restricted", { visibility: "restricted" }],
    ["for the workspace", { visibility: "workspace" }],
    ["behind a password", { visibility: "password", password: "kovu-teba" }],
    ["of few views", { maxViews: 3 }],
  ] as const)("%s", async (_, rules) => {
    const share = await made(rules);
    const { text, tags, links } = await cardOf(share);
    expect([Object.keys(tags).filter((name) => !/^(viewport|robots)$/.test(name)), links]).toEqual([[], {}]);
    expect(text).not.toMatch(/Spring|Acme|\/poster/);
    const { text: seen } = await request("GET", `/s/${share.slug}`, { token });
    expect(seen).toContain("Spring");
    expect(seen).not.toMatch(/og:|twitter:|oembed/);
  });
});
