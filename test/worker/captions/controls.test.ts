import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, test } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import { CAPTIONS_MAX_BYTES } from "../../../shared/limits.ts";
import { api, request } from "../../support/client.ts";
import { type House, house } from "../../support/joining.ts";
import { openPage, removeCaptions, removedOn, sendCaptions } from "../../support/share-controls.ts";
import { filledMedia, playableVideo, publish, shareNode } from "../../support/videos.ts";
import { HELLO, putCaptions } from "./put-captions.ts";

let place: House;
let share: Share;

beforeEach(async () => {
  place = await house();
  const { token } = place.admin;
  const video = await playableVideo(token, place.workspaceId, "Spring launch");
  share = await publish(token, video.id, "workspace");
});

const send = (file: Parameters<typeof sendCaptions>[2]) => sendCaptions(share, place.admin, file);
async function tracks(): Promise<{ language: string; cues: number; default: boolean }[]> {
  return (await api("GET", `/videos/${share.nodeId}/captions`, place.admin)).body.items;
}

describe("captions, by the form on the page", () => {
  test("are added, replaced and removed, and the page says so", async () => {
    const added = await send({ language: "fr", name: "clip.vtt", text: HELLO });
    expect([added.status, added.headers.get("Location")]).toEqual([303, `/s/${share.slug}?saved=captions`]);
    const page = await openPage(share, place.admin, "?saved=captions");
    expect(page.text).toContain("The captions are there.");
    expect(page.text).toMatch(/<b lang="fr" dir="auto">Français<\/b><span class="muted">1 line<\/span>/);
    expect(gzipSync(page.text).byteLength).toBeLessThan(14_000);
    const two = "1\n00:00:00,500 --> 00:00:01,000\nBonjour\n\n2\n00:00:01,000 --> 00:00:02,000\nLa suite\n";
    expect((await send({ language: "fr", name: "CLIP.SRT", text: two })).status).toBe(303);
    expect(await tracks()).toMatchObject([{ language: "fr", cues: 2 }]);
    const text = await request("GET", `/s/${share.slug}/captions/fr.vtt`, place.admin);
    expect(text.text).toContain("La suite");
    for (const _ of [1, 2]) {
      const removed = await removeCaptions(share, place.admin, "fr");
      expect([removed.status, removed.headers.get("Location")]).toEqual([303, `/s/${share.slug}?saved=removed`]);
    }
    expect(await tracks()).toEqual([]);
    expect((await openPage(share, place.admin, "?saved=removed")).text).toContain("There are none yet.");
  });

  test("are taken away as they were seen: those that someone else has put meanwhile stay, and it says so", async () => {
    for (let round = 0; round < 3; round += 1) {
      await putCaptions(place.admin.token, share.nodeId, "fr", HELLO);
      const was = removedOn(await openPage(share, place.admin), "fr");
      expect(was).not.toBe("");
      const [removed, replaced] = await Promise.all([
        removeCaptions(share, place.admin, "fr", was),
        putCaptions(place.admin.token, share.nodeId, "fr", HELLO.replace("Hello", "Theirs")),
      ]);
      expect(replaced.status).toBeLessThan(300);
      expect([303, 412]).toContain(removed.status);
      expect(await tracks()).toHaveLength(1);
      const late = await removeCaptions(share, place.admin, "fr", was);
      expect([late.status, await tracks()]).toEqual([412, [expect.objectContaining({ language: "fr" })]]);
      expect(late.text).toMatch(/<details open[\s\S]*id="removal-fr-error"[^>]*>Someone changed this/);
      const now = removedOn(late, "fr");
      expect((await removeCaptions(share, place.admin, "fr", now)).status).toBe(303);
      expect(await tracks()).toEqual([]);
    }
  });

  test("a form that is none is refused as one, and nothing goes", async () => {
    await putCaptions(place.admin.token, share.nodeId, "fr", HELLO);
    const headers = { "Content-Type": "multipart/form-data" };
    for (const surface of ["captions", "captions/remove", "settings"]) {
      const answer = await request("POST", `/s/${share.slug}/${surface}`, { ...place.admin, headers, rawBody: "x" });
      expect([surface, answer.status]).toEqual([surface, 400]);
    }
    expect(await tracks()).toMatchObject([{ language: "fr" }]);
    await removeCaptions(share, place.admin, "fr");
  });

  test("keep their name and stay the ones that show first when their file is replaced", async () => {
    await putCaptions(place.admin.token, share.nodeId, "gsw", HELLO, { query: "?label=Mundart&default=true" });
    expect((await openPage(share, place.admin)).text).toContain('<option value="gsw">Mundart</option>');
    expect((await send({ language: "gsw", name: "clip.vtt", text: HELLO })).status).toBe(303);
    expect(await tracks()).toMatchObject([{ language: "gsw", label: "Mundart", default: true }]);
  });

  test("tell how many cues were left out", async () => {
    const text = `${HELLO}\n\n00:05.000 --> 00:04.000\nBackwards\n\n00:06.000 --> 00:05.000\nAgain`;
    const { headers } = await send({ language: "en", name: "clip.vtt", text });
    expect(headers.get("Location")).toBe(`/s/${share.slug}?saved=captions&left_out=2`);
    const page = await openPage(share, place.admin, "?saved=captions&left_out=2");
    expect(page.text).toContain("2 cues could not be read and were left out.");
    const odd = await openPage(share, place.admin, "?saved=captions&left_out=%3Cb%3E");
    expect(odd.text).toContain("The captions are there.</p>");
  });

  test.each([
    ["no file", { language: "en" }, 400, "Choose a file."],
    ["a file of another kind", { language: "en", name: "clip.txt", text: HELLO }, 400, "That is not a captions file"],
    ["no language", { language: "", name: "clip.vtt", text: HELLO }, 400, "Choose a language."],
    ["no captions", { language: "en", name: "clip.vtt", text: "Hello" }, 422, "Line 1: it must begin with WEBVTT."],
    [
      "too much",
      { language: "en", name: "clip.vtt", text: "x".repeat(CAPTIONS_MAX_BYTES + 1) },
      413,
      "A captions file has 2 MB at most.",
    ],
    ["far too much", { language: "en", name: "clip.vtt", text: "x".repeat(3_000_000) }, 413, "2 MB at most."],
  ])("of %s are refused in words, and what was there stays", async (_, file, status, said) => {
    await putCaptions(place.admin.token, share.nodeId, "en", HELLO);
    const answer = await send(file);
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(new RegExp(`id="captions-error"[^>]*>[^<]*${said}`));
    if (status !== 413) expect(answer.text.includes('<option value="en" selected')).toBe(file.language === "en");
    expect(await tracks()).toMatchObject([{ language: "en", cues: 1 }]);
  });
});

test("voices have them, avatars and collections do not", async () => {
  const { token } = place.admin;
  const voice = await filledMedia(token, place.workspaceId, { kind: "voice", name: "voice.mp3" });
  const avatar = await filledMedia(token, place.workspaceId, { kind: "avatar", name: "avatar.png" });
  const [spoken, shown] = [await shareNode(token, voice.id), await shareNode(token, avatar.id)];
  const file = { language: "en", name: "clip.vtt", text: HELLO };
  expect((await sendCaptions(spoken, place.admin, file)).status).toBe(303);
  expect((await openPage(spoken, place.admin)).text).toContain("/captions/remove");
  const page = await openPage(shown, place.admin);
  expect([page.text.includes("/settings"), page.text.includes("/captions")]).toEqual([true, false]);
  expect((await sendCaptions(shown, place.admin, file)).status).toBe(403);
});
