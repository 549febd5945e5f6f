import { describe, expect, test } from "vitest";
import { longAge, shortAge } from "../../../extension/ui/describe-age.ts";

const NOW = Date.parse("2027-03-10T12:00:00Z");
const ago = (ms: number) => new Date(NOW - ms).toISOString();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Spaces that do not break are the languages' own business. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("how long ago", () => {
  test.each([
    ["en", 0, "now", "now"],
    ["en", 59_000, "now", "now"],
    ["en", 4 * MINUTE + 30_000, "4 min", "4 minutes ago"],
    ["en", 2 * HOUR, "2 hr", "2 hours ago"],
    ["en", 24 * HOUR, "1 day", "yesterday"],
    ["en", 72 * HOUR, "3 days", "3 days ago"],
    ["fr", 0, "maintenant", "maintenant"],
    ["fr", 4 * MINUTE, "4 min", "il y a 4 minutes"],
    ["fr", 2 * HOUR, "2 h", "il y a 2 heures"],
    ["fr", 72 * HOUR, "3 j", "il y a 3 jours"],
  ])("in %s, after %i ms: %s, %s", (locale, ms, short, long) => {
    expect(plain(shortAge(locale, ago(ms), NOW))).toBe(short);
    expect(plain(longAge(locale, ago(ms), NOW))).toBe(long);
  });

  test("a clock that is behind makes nothing older than now", () => {
    expect(shortAge("en", ago(-5 * MINUTE), NOW)).toBe("now");
  });
});
