import { beforeAll, describe, expect, test } from "vitest";
import type { CaptionsTaken, CaptionTrack } from "../../../shared/api/captions.ts";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { CAPTION_TRACKS_MAX } from "../../../shared/limits.ts";
import { workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { newProject, newVideo } from "../../support/videos.ts";
import { HELLO, putCaptions, SRT, VTT } from "./put-captions.ts";

let token: string;
let project: ContentNode;

beforeAll(async () => {
  const { admin, workspaceId } = await workspaceWith({});
  token = admin.accessToken;
  project = await newProject(token, workspaceId);
});

const read = (nodeId: string, lang: string) => api("GET", `/videos/${nodeId}/captions/${lang}`, { token });
const list = async (nodeId: string) => {
  const { body } = await api<{ items: CaptionTrack[] }>("GET", `/videos/${nodeId}/captions`, { token });
  return body.items.map(({ language, label, default: isDefault }) => [language, label, isDefault]);
};

describe("captions go in as they are and come out clean", () => {
  test("WebVTT, with what could not be read", async () => {
    const video = await newVideo(token, project);
    const file = [
      "\ufeffWEBVTT",
      "",
      "STYLE",
      "::cue { background: url(https://tracker.example/) }",
      "",
      "00:02.000 --> 00:03.000 align:start",
      "Second & <script>last</script>",
      "",
      "never --> 00:05.000",
      "Lost",
      "",
      "00:01.000 --> 00:02.500",
      "First",
    ].join("\r\n");
    const { status, body } = await putCaptions<CaptionsTaken>(token, video.id, "en", file);
    expect(status).toBe(201);
    expect(body).toEqual({
      kind: "captions",
      language: "en",
      label: "English",
      default: false,
      cues: 2,
      dropped: [{ line: 9, reason: "unreadable_timing" }],
      updatedAt: expect.any(String),
    });
    const clean = await read(video.id, "en");
    expect(clean.status).toBe(200);
    expect(clean.text).toBe(
      "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nFirst\n\n00:00:02.000 --> 00:00:03.000 align:start\nSecond &amp; last\n",
    );
    expect(clean.headers.get("Content-Type")).toBe("text/vtt; charset=utf-8");
    expect(clean.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(clean.headers.get("Content-Security-Policy")).toBe("sandbox; default-src 'none'");
  });

  test("SubRip", async () => {
    const video = await newVideo(token, project);
    const file = "1\r\n00:00:01,000 --> 00:00:02,000\r\nBonjour\r\n";
    const { status, body } = await putCaptions(token, video.id, "FR-ca", file, { type: SRT });
    expect([status, body.language, body.label, body.cues]).toEqual([201, "fr-CA", "Français canadien", 1]);
    expect((await read(video.id, "fr-ca")).text).toBe("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nBonjour\n");
  });

  test("a second file takes the first one's place; what is not named of label and default stays", async () => {
    const video = await newVideo(token, project);
    await putCaptions(token, video.id, "en", HELLO, { query: "?label=English%20CC&default=true" });
    const [before] = await sql("SELECT r2_key FROM caption_tracks WHERE node_id = ?", [video.id]);
    const again = await putCaptions(token, video.id, "en", HELLO.replace("Hello", "Good day"));
    expect([again.status, again.body.label, again.body.default]).toEqual([200, "English CC", true]);
    expect((await read(video.id, "en")).text).toContain("Good day");
    const [after] = await sql("SELECT r2_key FROM caption_tracks WHERE node_id = ?", [video.id]);
    expect(after?.r2_key).not.toBe(before?.r2_key);
  });

  test("one language at most is the default", async () => {
    const video = await newVideo(token, project);
    await putCaptions(token, video.id, "en", HELLO, { query: "?default=true" });
    await putCaptions(token, video.id, "fr", HELLO, { query: "?default=true" });
    await putCaptions(token, video.id, "de", HELLO);
    expect(await list(video.id)).toEqual([
      ["de", "Deutsch", false],
      ["en", "English", false],
      ["fr", "Français", true],
    ]);
    await putCaptions(token, video.id, "fr", HELLO, { query: "?default=false" });
    expect((await list(video.id)).some(([, , isDefault]) => isDefault)).toBe(false);
  });

  test("lists go by pages", async () => {
    const video = await newVideo(token, project);
    for (const lang of ["de", "en", "fr"]) await putCaptions(token, video.id, lang, HELLO);
    const path = `/videos/${video.id}/captions?limit=2`;
    const first = await api("GET", path, { token });
    const second = await api("GET", `${path}&cursor=${first.body.nextCursor}`, { token });
    const languages = [first, second].map(({ body }) => body.items.map((item: CaptionTrack) => item.language));
    expect(languages).toEqual([["de", "en"], ["fr"]]);
    expect(second.body.nextCursor).toBeNull();
  });

  test("taken away, they are gone", async () => {
    const video = await newVideo(token, project);
    await putCaptions(token, video.id, "en", HELLO);
    expect((await api("DELETE", `/videos/${video.id}/captions/en`, { token })).status).toBe(204);
    expect((await read(video.id, "en")).status).toBe(404);
    expect((await api("DELETE", `/videos/${video.id}/captions/en`, { token })).status).toBe(404);
    const audit = await sql("SELECT action FROM audit_entries WHERE target = ? ORDER BY at, id", [video.id]);
    const actions = audit.map(({ action }) => action);
    expect(actions.filter((action) => action === "captions.put")).toHaveLength(1);
    expect(actions.filter((action) => action === "captions.deleted")).toHaveLength(1);
  });
});

describe("what is no captions file is refused, and what was there stays", () => {
  test.each([
    ["no header", "1\n00:00:01,000 --> 00:00:02,000\nHello", VTT, 1, "no_header"],
    ["nothing at all", "", VTT, 1, "no_header"],
    ["no cue", "WEBVTT\n\nNOTE nothing yet", VTT, 1, "no_cues"],
    ["no readable cue", "WEBVTT\n\n00:05.000 --> 00:01.000\nHello", VTT, 3, "ends_before_it_starts"],
    ["SubRip without a time", "1\nHello", SRT, 1, "no_timing"],
    [
      "bytes that are no UTF-8",
      Buffer.from("WEBVTT\n\n00:01.000 --> 00:02.000\ncaf\xe9", "latin1"),
      VTT,
      4,
      "not_utf8",
    ],
  ])("%s", async (_, file, type, line, reason) => {
    const video = await newVideo(token, project);
    await putCaptions(token, video.id, "en", HELLO);
    const { status, body } = await putCaptions(token, video.id, "en", file, { type });
    expect([status, body.code]).toEqual([422, "invalid_captions"]);
    expect(body.errors[0]).toMatchObject({ pointer: `/lines/${line}`, code: reason });
    expect(body.errors[0].detail).toMatch(new RegExp(`^Line ${line}: `));
    expect((await read(video.id, "en")).text).toContain("Hello");
  });

  test("another type, or none", async () => {
    const video = await newVideo(token, project);
    for (const type of ["application/json", "text/plain", "text/vttx", ""]) {
      const { status, body } = await putCaptions(token, video.id, "en", HELLO, { type });
      expect([type, status, body.code]).toEqual([type, 415, "unsupported_media_type"]);
    }
    expect((await putCaptions(token, video.id, "en", HELLO, { type: "Text/VTT; charset=utf-8" })).status).toBe(201);
  });

  test("two million bytes are taken, one more is not", async () => {
    const video = await newVideo(token, project);
    const full = HELLO.padEnd(2_000_000, "x");
    expect((await putCaptions(token, video.id, "en", full)).status).toBe(201);
    const { status, body } = await putCaptions(token, video.id, "en", `${full}x`);
    expect([status, body.code]).toEqual([413, "payload_too_large"]);
  });

  test.each(["e", "englishlanguage", "en_US", "%00", "x".repeat(40), "en-"])("the language %s", async (lang) => {
    const video = await newVideo(token, project);
    for (const answer of [await putCaptions(token, video.id, lang, HELLO), await read(video.id, lang)]) {
      expect([answer.status, answer.body.code]).toEqual([400, "invalid_request"]);
      expect(answer.body.errors[0].pointer).toBe("/path/language");
    }
  });

  test.each(["?default=maybe", "?label=", `?label=${"x".repeat(61)}`, "?label=a%0Ab", "?lable=x"])(
    "%s",
    async (query) => {
      const video = await newVideo(token, project);
      const { status, body } = await putCaptions(token, video.id, "en", HELLO, { query });
      expect([status, body.code]).toEqual([400, "invalid_request"]);
    },
  );

  test("a project has no captions", async () => {
    expect((await putCaptions(token, project.id, "en", HELLO)).status).toBe(404);
    expect((await api("GET", `/videos/${project.id}/captions`, { token })).status).toBe(404);
  });

  test("more languages than a video takes", async () => {
    const video = await newVideo(token, project);
    await sql(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${CAPTION_TRACKS_MAX})
      INSERT INTO caption_tracks (node_id, language, label, cues, r2_key, etag, updated_at)
      SELECT ?, 'en-x-' || i, 'English', 1, 'captions/none/' || ? || i, '', 0 FROM n`,
      [video.id, video.id],
    );
    const { status, body } = await putCaptions(token, video.id, "fr", HELLO);
    expect([status, body.code]).toEqual([409, "invalid_state"]);
    expect((await putCaptions(token, video.id, "en-x-1", HELLO)).status).toBe(200);
  });

  test("in the trash there is nothing to caption", async () => {
    const video = await newVideo(token, project);
    await api("DELETE", `/nodes/${video.id}`, { token });
    expect((await putCaptions(token, video.id, "en", HELLO)).status).toBe(404);
  });
});

test("of several sent at once for one language one stays, whole, and it is the one that is told of", async () => {
  const video = await newVideo(token, project);
  const files = Array.from({ length: 6 }, (_, at) => HELLO.replace("Hello", `Take ${at} `.repeat(at + 1)));
  const answers = await Promise.all(files.map((file) => putCaptions(token, video.id, "en", file)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
  expect(await list(video.id)).toHaveLength(1);
  const { status, text } = await read(video.id, "en");
  expect(status).toBe(200);
  expect(text).toMatch(/\nTake (\d)(?: Take \1)*\n$/);
});

test("of several defaults set at once one stays", async () => {
  const video = await newVideo(token, project);
  const query = "?default=true";
  await Promise.all(["en", "fr", "de", "es"].map((lang) => putCaptions(token, video.id, lang, HELLO, { query })));
  expect((await list(video.id)).filter(([, , isDefault]) => isDefault)).toHaveLength(1);
});
