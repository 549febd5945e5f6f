import { describe, expect, it } from "vitest";
import {
  changeFrom,
  guestsIn,
  type RuledShare,
  typedFrom,
  typedOver,
} from "../../../../extension/features/share-rules/typed-rules.ts";

const PARIS = "Europe/Paris";
const SHARE: RuledShare = {
  label: "For the board",
  expiresAt: "2027-01-31T11:00:00.000Z",
  maxViews: 20,
  guests: ["ada@example.com", "example.org"],
  allowDownload: false,
  allowComments: true,
  allowEmbed: true,
  allowIndexing: false,
};

describe("the rules of a share in a form", () => {
  const typed = typedFrom(SHARE, PARIS);

  it("stand there as people write them, by their own clock", () => {
    expect(typed).toMatchObject({
      label: "For the board",
      expires: "2027-01-31T12:00",
      maxViews: "20",
      guests: "ada@example.com\nexample.org",
    });
    expect(typedFrom({ ...SHARE, label: null, expiresAt: null, maxViews: null, guests: [] }, PARIS)).toMatchObject({
      label: "",
      expires: "",
      maxViews: "",
      guests: "",
    });
  });

  it("say nothing of what was left alone, however it is set out", () => {
    expect(changeFrom(typed, typed, PARIS)).toEqual({});
    const setOut = { ...typed, label: " For the board ", guests: "ada@example.com; example.org,\n" };
    expect(changeFrom(setOut, typed, PARIS)).toEqual({});
  });

  it.each([
    [{ label: " " }, { label: null }],
    [{ label: " New " }, { label: "New" }],
    [{ expires: "" }, { expiresAt: null }],
    [{ expires: "2027-07-01T09:30" }, { expiresAt: "2027-07-01T07:30:00.000Z" }],
    [{ maxViews: "" }, { maxViews: null }],
    [{ maxViews: "7" }, { maxViews: 7 }],
    [{ guests: "" }, { guests: [] }],
    [{ guests: "example.org" }, { guests: ["example.org"] }],
    [
      { allowDownload: true, allowComments: false },
      { allowDownload: true, allowComments: false },
    ],
  ])("%j becomes %j", (changed, change) => {
    expect(changeFrom({ ...typed, ...changed }, typed, PARIS)).toEqual(change);
  });

  it("what is no time is sent as it is, to be refused, and never as no end", () => {
    expect(changeFrom({ ...typed, expires: "12027-01-31T12:00" }, typed, PARIS)).toEqual({
      expiresAt: "12027-01-31T12:00",
    });
  });

  it("of what others made of them, only what was touched here is put in place of theirs", () => {
    const theirs = { ...typed, label: "Theirs", maxViews: "5", guests: "" };
    const mine = { ...typed, label: "Mine" };
    expect(typedOver(theirs, mine, typed)).toEqual({ ...theirs, label: "Mine" });
    expect(typedOver(theirs, typed, typed)).toEqual(theirs);
  });

  it("guests are named one a line, or between commas", () => {
    expect(guestsIn("a@b.com, c@d.com\n\n e.org ;")).toEqual(["a@b.com", "c@d.com", "e.org"]);
  });
});
