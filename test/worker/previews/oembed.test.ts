import { beforeAll, describe, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { Share } from "../../../shared/api/shares.ts";
import { type Campaign, campaign } from "../../support/campaign.ts";
import { api, request } from "../../support/client.ts";
import { server } from "../../support/server.ts";
import { describing, inCollection } from "../../support/share-surfaces.ts";
import { filledMedia, playableVideo } from "../../support/videos.ts";

const TITLE = `Spring & "launch" <cut>`;

let token: string;
let workspaceId: string;
let project: ContentNode;
let video: ContentNode;
let share: Share;
let made: Campaign["share"];

beforeAll(async () => {
  ({ token, workspaceId, project, video, share: made } = await campaign({ project: "Spring campaign", video: TITLE }));
  await api("PATCH", "/me", { token, body: { name: "Amélie Lacroix" } });
  share = await made();
});

const described = (address: string, query = "") => request("GET", describing(address, query));

describe("a video", () => {
  test("is a player with its title, size and picture", async () => {
    const { status, headers, body } = await described(share.url);
    expect([status, headers.get("Content-Type")]).toEqual([200, "application/json"]);
    expect(body).toEqual({
      version: "1.0",
      type: "video",
      title: TITLE,
      author_name: "Amélie Lacroix",
      provider_name: "Foyer",
      provider_url: server.url,
      width: 320,
      height: 180,
      html: expect.any(String),
      thumbnail_url: `${share.url}/poster?w=640`,
      thumbnail_width: 640,
      thumbnail_height: 360,
    });
    expect(body.html).toMatch(
      new RegExp(
        `^<iframe src="${share.url}/embed" width="320" height="180" title="Spring &amp; &quot;launch&quot; &lt;`,
      ),
    );
    expect((await request("GET", `/s/${share.slug}/embed`)).text).toContain("<video");
    expect((await request("GET", `/s/${share.slug}/poster?w=640`)).headers.get("Content-Type")).toBe("image/jpeg");
  });

  test.each([
    ["&maxwidth=160", 160, 90],
    ["&maxheight=90", 160, 90],
    ["&maxwidth=160&maxheight=45", 80, 45],
    ["&maxwidth=9999", 320, 180],
    ["&maxwidth=1", 1, 1],
  ])("within %s: %i by %i, its picture as well", async (query, width, height) => {
    const { body } = await described(share.url, query);
    expect([body.width, body.height]).toEqual([width, height]);
    expect(body.html).toContain(`width="${width}" height="${height}"`);
    const fits = query === "&maxwidth=9999";
    expect([body.thumbnail_width, body.thumbnail_height]).toEqual(fits ? [640, 360] : [undefined, undefined]);
  });

  test("without a poster has the plain picture", async () => {
    const plain = await playableVideo(token, workspaceId, "Plain");
    const { url } = await made({}, plain.id);
    const { body } = await described(url);
    expect([body.thumbnail_url, body.thumbnail_width, body.thumbnail_height]).toEqual([`${url}/poster`, 640, 360]);
  });

  test("is found by the address of its player, with a slash or a query too", async () => {
    for (const rest of ["/embed", "/", "?t=12", "?utm_source=x#y"]) {
      expect([rest, (await described(`${share.url}${rest}`)).body.title]).toEqual([rest, TITLE]);
    }
  });

  test("is told in XML, escaped", async () => {
    const { text, headers } = await described(share.url, "&format=xml");
    expect(headers.get("Content-Type")).toBe("text/xml; charset=utf-8");
    expect(text).toMatch(/^<\?xml version="1.0" encoding="utf-8" standalone="yes"\?>\n<oembed><version>1.0<\/version>/);
    expect(text).toContain(`<title>Spring &amp; "launch" &lt;cut&gt;</title>`);
    expect(text).toContain(`<html>&lt;iframe src="${share.url}/embed"`);
    expect(text).toContain("<width>320</width><height>180</height>");
  });
});

test("an avatar is a photo of its own size, a voice is rich", async () => {
  const avatar = await filledMedia(token, workspaceId, { kind: "avatar", name: "avatar.png", title: "June" });
  const seen = await made({}, avatar.id);
  expect((await described(seen.url)).body).toMatchObject({
    type: "photo",
    url: `${seen.url}/media`,
    width: 120,
    height: 90,
    thumbnail_url: `${seen.url}/media`,
  });
  expect((await described(seen.url, "&maxwidth=60")).body).toMatchObject({ type: "photo", width: 60, height: 45 });
  const voice = await filledMedia(token, workspaceId, { kind: "voice", name: "voice.m4a", title: "Welcome" });
  const heard = await made({}, voice.id);
  const { body } = await described(heard.url, "&maxwidth=300");
  expect(body).toMatchObject({ type: "rich", title: "Welcome", width: 300, height: 132 });
  expect(body.html).toContain(`${heard.url}/embed`);
});

test("a collection is a link, one thing in it a player", async () => {
  const whole = await made({}, project.id);
  const { body } = await described(whole.url);
  expect(body).toMatchObject({ type: "link", title: "Spring campaign" });
  expect(body).not.toHaveProperty("html");
  const item = await described(`${whole.url}${inCollection("", video.id)}`);
  expect(item.body.html).toContain(`src="${whole.url}/embed?node=${video.id}"`);
});

test("what may not be framed is a link with its title and picture", async () => {
  const { body } = await described((await made({ allowEmbed: false })).url);
  expect(body).toMatchObject({ type: "link", title: TITLE, thumbnail_width: 640 });
  expect(body).not.toHaveProperty("html");
});

describe("nothing is told", () => {
  test.each([
    ["restricted", { visibility: "restricted" }, "unauthenticated"],
    ["for the workspace", { visibility: "workspace" }, "unauthenticated"],
    ["behind a password", { visibility: "password", password: "kovu-teba" }, "share_locked"],
    ["of few views", { maxViews: 1 }, "unauthenticated"],
  ] as const)("of what is %s: 401", async (_, rules, code) => {
    const { status, body } = await described((await made(rules)).url);
    expect([status, body.code]).toEqual([401, code]);
  });

  test("of what has ended: 410", async () => {
    const ended = await made({});
    await api("DELETE", `/shares/${ended.id}`, { token });
    expect((await described(ended.url)).body.code).toBe("share_gone");
  });

  test("of an address that is none of ours: 404", async () => {
    const odd = [
      "https://elsewhere.example/s/AAAAAAAAAAAAAAAAAAAAAA",
      `${server.url}/s/AAAAAAAAAAAAAAAAAAAAAA`,
      `${server.url}/`,
      `${server.url}/s/${share.slug}/media`,
      `${share.url}@elsewhere.example`,
      share.url.replace("http:", "javascript:"),
      `/s/${share.slug}`,
      "",
      "x",
    ];
    for (const address of odd) expect([address, (await described(address)).status]).toEqual([address, 404]);
  });
});

test("what is asked wrongly is said so: another format 501, an odd size or no address 400", async () => {
  for (const format of ["jsonp", "yaml", "JSON", ""]) {
    const { status, body } = await described(share.url, `&format=${format}`);
    expect([format, status, body.code]).toEqual([format, 501, "unsupported_format"]);
  }
  for (const size of ["0", "-1", "1.5", "x", "", "999999"]) {
    const { status, body } = await described(share.url, `&maxwidth=${size}`);
    expect([size, status, body.errors?.[0]?.pointer]).toEqual([size, 400, "/query/maxwidth"]);
  }
  expect((await request("GET", "/oembed")).body.code).toBe("invalid_request");
  expect((await described(share.url, "&discover=1")).status).toBe(200);
});
