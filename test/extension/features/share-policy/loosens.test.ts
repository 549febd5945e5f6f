import { expect, test } from "vitest";
import { loosens, readDays } from "../../../../extension/features/share-policy/loosens.ts";
import type { SharePolicy } from "../../../../shared/policy/share-policy.ts";
import { OPEN_POLICY as OPEN } from "../../../support/open-policy.ts";

test.each<[string, Partial<SharePolicy>, Partial<SharePolicy>, boolean]>([
  ["public links allowed again", { publicAllowed: false }, {}, true],
  ["the password no longer required", { passwordRequired: true }, {}, true],
  ["one of two reasons gone", { publicAllowed: false, passwordRequired: true }, { passwordRequired: true }, false],
  ["a longer time", { longestExpiryDays: 7 }, { longestExpiryDays: 30 }, true],
  ["no limit any more", { longestExpiryDays: 7 }, {}, true],
  ["a shorter time", {}, { longestExpiryDays: 7 }, false],
  ["downloads and guests, which close no link", { downloadAllowed: false, guestsAllowed: "none" }, {}, false],
  ["tighter here, looser there", { longestExpiryDays: 7 }, { publicAllowed: false }, true],
])("%s", (_, before, after, opens) => {
  expect(loosens({ ...OPEN, ...before }, { ...OPEN, ...after })).toBe(opens);
});

test.each([
  ["", null],
  [" ", null],
  ["30", 30],
  ["3650", 3650],
  ["0", undefined],
  ["3651", undefined],
  ["1.5", undefined],
  ["-1", undefined],
  ["soon", undefined],
])("“%s” days are %s", (text, days) => {
  expect(readDays(text, 3650)).toBe(days);
});
