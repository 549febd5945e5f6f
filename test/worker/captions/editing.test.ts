import { beforeAll, describe, expect, test } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import { CAPTIONS_MAX_BYTES } from "../../../shared/limits.ts";
import { memberOf } from "../../support/asking.ts";
import { request } from "../../support/client.ts";
import { type House, house } from "../../support/joining.ts";
import type { Person } from "../../support/plant-people.ts";
import { editedOn, openPage, sendChapters, sendEdited, sendSettings } from "../../support/share-controls.ts";
import { completeVideo } from "../../support/share-surfaces.ts";
import { publish, shareNode } from "../../support/videos.ts";
import { putCaptions } from "./put-captions.ts";

let place: House;
let owner: Person;
let share: Share;
let videoId: string;

const FIRST = "WEBVTT\n\n00:00:00.500 --> 00:00:02.000\nHello &amp; <i>welcome</i>\n";

beforeAll(async () => {
  place = await house({ seats: 10 });
  owner = place.admin;
  videoId = (await completeVideo(owner.token, place.workspaceId, "Spring launch")).id;
  share = await publish(owner.token, videoId, "public");
});

const begin = async () => {
  await putCaptions(owner.token, videoId, "en", FIRST);
  const found = editedOn(await openPage(share, owner, "?edit=en"));
  if (!found) throw new Error("There is nothing to edit.");
  return found;
};
const said = async () =>
  (await request("GET", `/s/${share.slug}/transcript?lang=en`, { headers: { Accept: "application/json" } })).body.cues;

describe("captions edited on the page", () => {
  test("show each cue with its times; a time and a word changed are so everywhere", async () => {
    const { text, was } = await begin();
    expect(text).toBe(FIRST);
    const changed = text.replace("00:00:02.000", "00:00:02.500").replace("Hello", "Good morning");
    const answer = await sendEdited(share, owner, { language: "en", text: changed, was });
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, `/s/${share.slug}?saved=captions`]);
    expect(await said()).toEqual([{ start: 0.5, end: 2.5, text: "Good morning & welcome" }]);
  });

  test("that cannot be read are said to be so by their line, stay as they were typed, and change nothing", async () => {
    const { text, was } = await begin();
    const broken = text.replace("00:00:02.000", "soon");
    const answer = await sendEdited(share, owner, { language: "en", text: broken, was });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("Line 3");
    expect(answer.text).not.toContain("Choose the file again");
    expect(editedOn(answer)).toEqual({ text: broken.replaceAll("\n", "\r\n"), was });
    expect(await said()).toEqual([{ start: 0.5, end: 2, text: "Hello & welcome" }]);
  });

  test("that someone else has replaced meanwhile are not written over", async () => {
    const { text, was } = await begin();
    await putCaptions(owner.token, videoId, "en", FIRST.replace("Hello", "Theirs"));
    const mine = text.replace("Hello", "Mine");
    const answer = await sendEdited(share, owner, { language: "en", text: mine, was });
    expect(answer.status).toBe(412);
    expect(editedOn(answer)?.text).toContain("Mine");
    expect(await said()).toMatchObject([{ text: "Theirs & welcome" }]);
  });

  test("by two at once, each having seen the same, are those of one; the other is told", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { text, was } = await begin();
      const edit = (word: string) =>
        sendEdited(share, owner, { language: "en", text: text.replace("Hello", word), was });
      const answers = await Promise.all([edit("One"), edit("Two")]);
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 412]);
      const kept = answers[0]?.status === 303 ? "One" : "Two";
      expect(await said()).toMatchObject([{ text: `${kept} & welcome` }]);
    }
  });

  test("of more than a file may have are refused", async () => {
    const { was } = await begin();
    const answer = await sendEdited(share, owner, { language: "en", text: "x".repeat(CAPTIONS_MAX_BYTES + 1), was });
    expect(answer.status).toBe(413);
  });

  test("in a language that has none are nothing to edit", async () => {
    await begin();
    for (const language of ["de", "..", ""]) {
      const page = await openPage(share, owner, `?edit=${language}`);
      expect([page.status, editedOn(page)]).toEqual([200, undefined]);
    }
  });

  test("are shown to edit to nobody who may not, and taken from nobody", async () => {
    const { text, was } = await begin();
    const viewer = await memberOf(place, "viewer");
    for (const [who, status] of [
      [viewer, 403],
      [{}, 401],
    ] as const) {
      const page = await openPage(share, who, "?edit=en");
      expect([page.status, editedOn(page)]).toEqual([200, undefined]);
      expect((await sendEdited(share, who, { language: "en", text, was })).status).toBe(status);
    }
    expect(editedOn(await openPage(share, owner, "?edit=en"))).toEqual({ text, was });
  });
});

describe("whoever is signed in no longer", () => {
  const KEPT = "WEBVTT\r\n\r\n00:00:00.500 --> 00:00:02.000\r\nNearly &amp; done <i>\r\n";
  const signedOut = async (visibility: "public" | "restricted" | "password") => {
    const made = await shareNode(owner.token, videoId, { visibility, password: "kovu-teba" });
    const { status, text } = await sendEdited(
      made,
      {},
      { language: "en", text: KEPT.replaceAll("\r\n", "\n"), was: "v1" },
    );
    return { made, status, text };
  };

  test.each(["public", "restricted", "password"] as const)(
    "finds what they typed on the page that says so, to be sent again: %s",
    async (visibility) => {
      const { made, status, text } = await signedOut(visibility);
      expect(status).toBe(401);
      expect(text).toContain("You are no longer signed in");
      const form = /<form[\s\S]*?<\/form>/.exec(text)?.[0] ?? "";
      expect(form).toContain(`action="/s/${made.slug}/captions#sharing"`);
      expect(form).toContain('name="language" value="en"');
      expect(form).toContain('name="was" value="v1"');
      expect(form).toContain(`href="/sign-in?next=${encodeURIComponent(`/s/${made.slug}`)}"`);
      expect(form).toContain("Nearly &amp;amp; done &lt;i>");
      expect(text).not.toContain("Spring launch");
    },
  );

  test("sends it again once they are, and it is saved", async () => {
    const { text, was } = await begin();
    const typed = text.replace("Hello", "Good evening");
    const page = await sendEdited(share, {}, { language: "en", text: typed, was });
    const kept = /name="text"[^>]*>([^<]*)<\/textarea>/.exec(page.text)?.[1]?.replaceAll("\r\n", "\n") ?? "";
    expect(kept).toContain("Good evening");
    expect((await sendEdited(share, owner, { language: "en", text: typed, was })).status).toBe(303);
    expect(await said()).toMatchObject([{ text: "Good evening & welcome" }]);
  });

  test("gets settings and chapters back too, a password never, and of an unknown link nothing", async () => {
    const settings = {
      visibility: "password",
      "was-visibility": "public",
      guests: "june@acme.example",
      "new-password": "hush-hush",
    };
    const { text, status } = await sendSettings(share, {}, settings);
    expect(status).toBe(401);
    expect(text).toContain('name="guests" value="june@acme.example"');
    expect(text).not.toContain("hush-hush");
    expect((await sendChapters(share, {}, { language: "en", text: "0:00 Opening" })).text).toContain("0:00 Opening");
    const nowhere = { slug: "A".repeat(22) };
    const unknown = await sendEdited(nowhere, {}, { language: "en", text: KEPT, was: "" });
    expect([unknown.status, unknown.text.includes("Nearly")]).toEqual([404, false]);
    const viewer = await memberOf(place, "viewer");
    expect((await sendEdited(share, viewer, { language: "en", text: KEPT, was: "" })).text).not.toContain("Nearly");
  });
});
