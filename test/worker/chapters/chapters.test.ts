import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import { CHAPTER_TITLE_MAX, CHAPTERS_MAX } from "../../../shared/limits.ts";
import { memberOf } from "../../support/asking.ts";
import { api, request } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { type House, house } from "../../support/joining.ts";
import { chaptersOn, openPage, sendCaptions, sendChapters } from "../../support/share-controls.ts";
import { completeVideo } from "../../support/share-surfaces.ts";
import { filledMedia, newProject, newVideo, publish, shareNode } from "../../support/videos.ts";
import { HELLO, putCaptions, SRT } from "../captions/put-captions.ts";

let place: House;
let token: string;
let share: Share;
let videoId: string;

const FILE = `WEBVTT

one
00:00:00.000 --> 00:00:01.000
Opening &amp; <b>welcome</b>

two
00:00:01.500 --> 00:00:02.000
The end
`;
const CLEAN =
  "WEBVTT\nKind: chapters\n\n00:00:00.000 --> 00:00:01.500\nOpening &amp; welcome\n\n00:00:01.500 --> 00:00:03.000\nThe end\n";

beforeAll(async () => {
  place = await house({ seats: 10 });
  token = place.admin.token;
  videoId = (await completeVideo(token, place.workspaceId, "Spring launch")).id;
  share = await publish(token, videoId, "public");
});

const path = (lang: string, node = videoId) => `/videos/${node}/captions/${lang}?kind=chapters`;
const put = (file = FILE, lang = "en") => putCaptions(token, videoId, lang, file, { query: "?kind=chapters" });
const list = async (kind = "chapters") =>
  (await api("GET", `/videos/${videoId}/captions?kind=${kind}`, { token })).body.items;
const open = (language: string, query = "") =>
  request("GET", `/s/${share.slug}${query}`, { headers: { Accept: "text/html", "Accept-Language": language } });
const linksOn = (text: string) =>
  [...text.matchAll(/<a href="([^"]*)" data-at="([\d.]+)"><span>([^<]*)<\/span> <span dir="auto">([^<]*)</g)].map(
    ([, href, at, clock, title]) => [href, at, clock, title],
  );

describe("chapters, by API", () => {
  test("stand beside the captions of the language, each with its own file", async () => {
    const { status, body } = await put();
    expect([status, body.kind, body.language, body.label, body.cues, body.dropped]).toEqual([
      201,
      "chapters",
      "en",
      "English",
      2,
      [],
    ]);
    expect((await put()).status).toBe(200);
    expect(await list()).toMatchObject([{ kind: "chapters", language: "en", cues: 2 }]);
    expect(await list("captions")).toMatchObject([{ kind: "captions", language: "en", cues: 1 }]);
    const own = await api("GET", path("en"), { token });
    expect([own.status, own.text]).toEqual([200, CLEAN]);
    expect((await api("GET", `/videos/${videoId}/captions/en`, { token })).text).toContain("Hello");
    const shown = await request("GET", `/s/${share.slug}/captions/en.vtt?kind=chapters`);
    expect([shown.text, shown.headers.get("Content-Type"), shown.headers.get("Cache-Control")]).toEqual([
      CLEAN,
      "text/vtt; charset=utf-8",
      "private, no-store",
    ]);
    expect((await request("GET", `/s/${share.slug}/captions/fr.vtt?kind=chapters`)).status).toBe(404);
  });

  test("are taken away, and the captions stay", async () => {
    await put();
    expect((await api("DELETE", path("en"), { token })).status).toBe(204);
    expect((await api("DELETE", path("en"), { token })).status).toBe(404);
    expect((await api("GET", path("en"), { token })).status).toBe(404);
    expect(await list("captions")).toHaveLength(1);
    const audit = await sql("SELECT action FROM audit_entries WHERE target = ? ORDER BY at, id", [videoId]);
    expect(audit.filter(({ action }) => action === "chapters.deleted")).toHaveLength(1);
  });

  test("are known by a file's own header, unless it is asked for as captions", async () => {
    const file = FILE.replace("WEBVTT", "WEBVTT\nKind: chapters\nLanguage: de");
    expect((await putCaptions(token, videoId, "de", file)).body).toMatchObject({ kind: "chapters", language: "de" });
    expect(await list("captions")).toMatchObject([{ language: "en" }]);
    const asked = await putCaptions(token, videoId, "de", file, { query: "?kind=captions" });
    expect(asked.body.kind).toBe("captions");
    await api("DELETE", `/videos/${videoId}/captions/de`, { token });
    await api("DELETE", path("de"), { token });
  });

  test("come as SubRip too", async () => {
    const file = "1\n00:00:00,000 --> 00:00:01,000\nAnfang\n";
    const { status } = await putCaptions(token, videoId, "de", file, { type: SRT, query: "?kind=chapters" });
    expect([status, (await list()).map(({ language }: { language: string }) => language)]).toEqual([201, ["de"]]);
    await api("DELETE", path("de"), { token });
  });

  test("of another kind, with a label, or too many are refused, and those before stay", async () => {
    await put();
    const query = async (text: string) => (await putCaptions(token, videoId, "en", FILE, { query: text })).body;
    expect(await query("?kind=subtitles")).toMatchObject({ code: "invalid_request" });
    expect(await query("?kind=chapters&label=Parts&default=true")).toMatchObject({
      code: "invalid_request",
      errors: [{ pointer: "/query/label" }, { pointer: "/query/default" }],
    });
    const many = Array.from({ length: CHAPTERS_MAX + 1 }, () => "00:00.000 --> 00:01.000\nPart\n").join("\n");
    const answer = await put(`WEBVTT\n\n${many}`);
    expect([answer.status, answer.body.code, answer.body.errors[0].code]).toEqual([
      422,
      "invalid_captions",
      "too_many_chapters",
    ]);
    expect((await put("WEBVTT\n\nNothing")).status).toBe(422);
    expect(await list()).toMatchObject([{ cues: 2 }]);
  });

  test("are read by who may view and written by who may edit alone", async () => {
    await put();
    const viewer = await memberOf(place, "viewer");
    expect((await api("GET", path("en"), viewer)).status).toBe(200);
    const refused = await putCaptions(viewer.token, videoId, "en", FILE, { query: "?kind=chapters" });
    expect([refused.status, (await api("DELETE", path("en"), viewer)).status]).toEqual([403, 403]);
    const other = await house();
    for (const method of ["GET", "DELETE"]) {
      expect((await api(method, path("en"), other.admin)).status).toBe(404);
    }
    expect(await list()).toHaveLength(1);
  });

  test("of several sent at once one stays, whole", async () => {
    const takes = Array.from({ length: 5 }, (_, n) => FILE.replace("Opening", `Take ${n}`));
    const answers = await Promise.all(takes.map((file) => put(file, "it")));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    expect((await api("GET", path("it"), { token })).text).toMatch(/\nTake \d &amp; welcome\n/);
    await api("DELETE", path("it"), { token });
  });

  test("go with what they are of", async () => {
    const video = await newVideo(token, await newProject(token, place.workspaceId));
    await putCaptions(token, video.id, "en", FILE, { query: "?kind=chapters" });
    await api("DELETE", `/nodes/${video.id}`, { token });
    expect((await api("GET", path("en", video.id), { token })).status).toBe(404);
  });
});

describe("chapters on the page", () => {
  test("are links that lead to their moment without script, in the reader's language", async () => {
    await put();
    await put(FILE.replace("The end", "La fin"), "fr");
    const { text } = await open("en");
    expect(linksOn(text)).toEqual([
      [`/s/${share.slug}?t=0`, "0", "0:00", "Opening &amp; welcome"],
      [`/s/${share.slug}?t=2`, "1.5", "0:01", "The end"],
    ]);
    expect(text).toContain(
      `<track kind="chapters" src="/s/${share.slug}/captions/en.vtt?kind=chapters" srclang="en"/>`,
    );
    expect(text.match(/<rect x=/g)).toHaveLength(2);
    expect(text).not.toMatch(/ style="/);
    expect((await open("fr")).text).toContain("La fin");
    expect((await open("de")).text).toContain("The end");
    expect((await open("en", "?t=2")).text).toContain(`src="/s/${share.slug}/media#t=2"`);
    for (const odd of ["1", "0", "x", "99999999", '"><b>'])
      expect((await open("en", `?t=${encodeURIComponent(odd)}`)).text).toContain(`src="/s/${share.slug}/media"`);
  });

  test("that begin behind the end are not shown", async () => {
    await put(FILE.replaceAll("00:00:01.500 --> 00:00:02.000", "00:01:01.500 --> 00:01:02.000"));
    expect(linksOn((await open("en")).text)).toHaveLength(1);
  });

  test("as many and as long as they may be leave the page what one answer of a network holds", async () => {
    const words = ["amber", "basalt", "cedar", "delta", "ember", "fjord", "gravel", "harbour", "island", "juniper"];
    const title = (n: number) =>
      Array.from({ length: 12 }, (_, at) => `${words[(n * 7 + at * at * 3) % 10]}${(n * 31 + at) % 97}`)
        .join(" ")
        .slice(0, CHAPTER_TITLE_MAX);
    const text = Array.from({ length: CHAPTERS_MAX }, (_, n) => `0:0${Math.floor(n / 34)}.${n % 34}1 ${title(n)}`);
    expect((await sendChapters(share, place.admin, { language: "en", text: text.join("\n") })).status).toBe(303);
    const page = await open("en");
    expect(linksOn(page.text)).toHaveLength(CHAPTERS_MAX);
    expect(gzipSync(page.text).byteLength).toBeLessThan(14_000);
    expect(gzipSync((await openPage(share, place.admin)).text).byteLength).toBeLessThan(14_000);
  });

  test("a voice has them, a picture and a collection have none", async () => {
    const voice = await filledMedia(token, place.workspaceId, { kind: "voice", name: "voice.mp3" });
    const avatar = await filledMedia(token, place.workspaceId, { kind: "avatar", name: "avatar.png" });
    await putCaptions(token, voice.id, "en", FILE, { query: "?kind=chapters" });
    expect((await openPage(await shareNode(token, voice.id))).text).toContain('<nav class="chapters"');
    expect((await putCaptions(token, avatar.id, "en", FILE, { query: "?kind=chapters" })).status).toBe(404);
  });
});

describe("chapters, by the form on the page", () => {
  const send = (text: string, was?: string, language = "en") =>
    sendChapters(share, place.admin, { language, text, ...(was === undefined ? {} : { was }) });
  const edit = async () => chaptersOn(await openPage(share, place.admin, "?edit=en&kind=chapters"));

  test("are written a line each, mended, and taken away by leaving no line", async () => {
    const added = await send("0:01.5 The end\n0:00 Opening");
    expect([added.status, added.headers.get("Location")]).toEqual([303, `/s/${share.slug}?saved=chapters`]);
    expect((await openPage(share, place.admin, "?saved=chapters")).text).toContain("The chapters are there.");
    const { text, was } = await edit();
    expect(text).toBe("0:00 Opening\n0:01.500 The end");
    expect((await send(text.replace("Opening", "Beginning"), was)).status).toBe(303);
    expect(linksOn((await open("en")).text)[0]?.[3]).toBe("Beginning");
    const removed = await send("", (await edit()).was);
    expect(removed.headers.get("Location")).toBe(`/s/${share.slug}?saved=chapters_removed`);
    expect((await list()).map(({ language }: { language: string }) => language)).not.toContain("en");
    expect((await send(" \n", "chg_gone")).status).toBe(303);
  });

  test("that someone else has changed meanwhile are not written over; what was typed stays", async () => {
    await send("0:00 Opening");
    const { was } = await edit();
    await send("0:00 Theirs");
    const answer = await send("0:00 Mine", was);
    expect([answer.status, chaptersOn(answer).text]).toEqual([412, "0:00 Mine"]);
    expect(linksOn((await open("en")).text)[0]?.[3]).toBe("Theirs");
  });

  test("that someone else has changed meanwhile are not taken away; whoever saw them last may", async () => {
    await send("0:00 Opening");
    const { was } = await edit();
    await send("0:00 Theirs");
    const answer = await send("", was);
    expect([answer.status, answer.text]).toEqual([412, expect.stringContaining("Someone changed this")]);
    expect(linksOn((await open("en")).text)[0]?.[3]).toBe("Theirs");
    expect((await send("", (await edit()).was)).status).toBe(303);
    expect((await list()).map(({ language }: { language: string }) => language)).not.toContain("en");
  });

  test.each([
    ["a line without a time", "0:00 Opening\nThe end", "en", 422, "Line 2"],
    ["nothing", "", "en", 422, "Line 1"],
    ["no language", "0:00 Opening", "", 400, "Choose a language."],
    [
      "too many",
      Array.from({ length: CHAPTERS_MAX + 1 }, (_, n) => `${n}:00 Part`).join("\n"),
      "en",
      422,
      "100 chapters at most",
    ],
  ])("%s is refused in words, and what was typed stays", async (_, text, language, status, said) => {
    const before = await list();
    const answer = await send(text, "", language);
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(new RegExp(`id="chapter-lines-error"[^>]*>[^<]*${said}`));
    expect(chaptersOn(answer).text).toBe(text);
    expect(await list()).toEqual(before);
  });

  test("a file of chapters sent as captions is taken as what it is", async () => {
    const text = `WEBVTT\nKind: chapters\n\n${FILE.slice(8)}`;
    expect((await sendCaptions(share, place.admin, { language: "es", name: "parts.vtt", text })).status).toBe(303);
    expect(await list()).toEqual(expect.arrayContaining([expect.objectContaining({ language: "es", cues: 2 })]));
    expect((await putCaptions(token, videoId, "en", HELLO)).body.kind).toBe("captions");
  });
});
