import { beforeAll, describe, expect, test } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import { workspaceWith } from "../../support/actors.ts";
import { api, request } from "../../support/client.ts";
import { completeVideoIn, inCollection } from "../../support/share-surfaces.ts";
import { newFolder, newProject, playableVideo, publish, shareNode } from "../../support/videos.ts";
import { HELLO, putCaptions } from "./put-captions.ts";

const SPEECH = `WEBVTT

00:00.500 --> 00:02.000 line:10%
<v June>Spring is <b>here</b>.

00:02.100 --> 00:03.250
And so
are we.

01:09.000 --> 01:10.000
1 &lt; 2
`;
const JSON_PLEASE = { Accept: "application/json" };

let token: string;
let workspaceId: string;
let share: Share;

beforeAll(async () => {
  const { admin, ...made } = await workspaceWith({});
  token = admin.accessToken;
  workspaceId = made.workspaceId;
  const video = await playableVideo(token, workspaceId);
  await putCaptions(token, video.id, "en", SPEECH, { query: "?default=true" });
  await putCaptions(token, video.id, "fr-CA", HELLO.replace("Hello", "Bonjour"));
  await putCaptions(token, video.id, "de", HELLO.replace("Hello", "Hallo"));
  share = await publish(token, video.id, "public");
});

const open = (query = "", headers: Record<string, string> = {}) =>
  request("GET", `/s/${share.slug}/transcript${query}`, { headers });

test("cue by cue, in seconds, without marks", async () => {
  const { status, body, headers } = await open("?lang=en", JSON_PLEASE);
  expect([status, headers.get("Content-Type"), headers.get("Content-Language")]).toEqual([
    200,
    "application/json",
    "en",
  ]);
  expect(body.language).toBe("en");
  expect(body.languages.sort()).toEqual(["de", "en", "fr-CA"]);
  expect(body.cues).toEqual([
    { start: 0.5, end: 2, text: "Spring is here." },
    { start: 2.1, end: 3.25, text: "And so are we." },
    { start: 69, end: 70, text: "1 < 2" },
  ]);
});

test("as text, parted by its pauses, for whoever does not ask for JSON", async () => {
  for (const accept of ["text/plain", "text/html,application/xhtml+xml,*/*;q=0.8", "*/*", ""]) {
    const { text, headers } = await open("?lang=en", { Accept: accept });
    expect(headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
    expect(text).toBe("Spring is here. And so are we.\n\n1 < 2\n");
  }
});

test("kept by nobody and run by nobody, like all bytes", async () => {
  const { headers } = await open();
  expect(headers.get("Cache-Control")).toBe("private, no-store");
  expect(headers.get("Vary")).toBe("Accept, Accept-Language, Cookie");
  expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(headers.get("Content-Security-Policy")).toBe("sandbox; default-src 'none'");
});

describe("its language", () => {
  test.each([
    ["de", "de"],
    ["fr-FR,fr;q=0.9,en;q=0.8", "fr-CA"],
    ["ja", "en"],
    ["", "en"],
  ])("without a wish in the address, by Accept-Language %j: %s", async (acceptLanguage, language) => {
    const { body } = await open("", { ...JSON_PLEASE, "Accept-Language": acceptLanguage });
    expect([body.language, body.languages[0]]).toEqual([language, language]);
  });

  test("named in the address in any spelling; one that is not there, or is none, is 404", async () => {
    expect((await open("?lang=fr-ca", JSON_PLEASE)).body.language).toBe("fr-CA");
    for (const odd of ["es", "fr", "", "..%2f", "e_n", "%00"]) {
      const { status, body } = await open(`?lang=${odd}`, JSON_PLEASE);
      expect([odd, status, body.code]).toEqual([odd, 404, "not_found"]);
    }
  });
});

test("of something without captions there is none, and taken away it is gone at once", async () => {
  const video = await playableVideo(token, workspaceId);
  const { slug } = await publish(token, video.id, "public");
  const status = async () => (await request("GET", `/s/${slug}/transcript`)).status;
  expect(await status()).toBe(404);
  await putCaptions(token, video.id, "en", HELLO);
  expect(await status()).toBe(200);
  await api("DELETE", `/videos/${video.id}/captions/en`, { token });
  expect(await status()).toBe(404);
});

test("of one thing in a collection", async () => {
  const project = await newProject(token, workspaceId);
  const video = await completeVideoIn(token, await newFolder(token, project), "Cut");
  const { slug } = await shareNode(token, project.id);
  const place = inCollection("/transcript?lang=en", video.id);
  expect((await request("GET", `/s/${slug}${place}`)).text).toBe("Hello\n");
  expect((await request("GET", `/s/${slug}/transcript`)).status).toBe(404);
});
