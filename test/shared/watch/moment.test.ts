import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clockTime, parseMoment } from "../../../shared/watch/moment.ts";

describe("the moment in a link", () => {
  it.each([
    ["90", 90],
    ["90s", 90],
    ["0", 0],
    ["1m30s", 90],
    ["1m", 60],
    ["2h", 7200],
    ["1h2m3s", 3723],
    ["1H2M3S", 3723],
    ["1:30", 90],
    ["01:02:03", 3723],
    ["", undefined],
    [null, undefined],
    ["-5", undefined],
    ["1.5", undefined],
    ["1:75", undefined],
    ["soon", undefined],
    ["s", undefined],
    ["NaN", undefined],
    ["1e9", undefined],
  ])("%j is %j", (text, seconds) => {
    expect(parseMoment(text)).toBe(seconds);
  });

  it("is read back as clocks show it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 359_999 }), (seconds) => {
        const text = clockTime(seconds);
        const [s = 0, m = 0, h = 0] = text.split(":").map(Number).reverse();
        expect(h * 3600 + m * 60 + s).toBe(seconds);
        expect(parseMoment(text)).toBe(seconds);
      }),
    );
    expect([7.9, 750, 3723, -1].map(clockTime)).toEqual(["0:07", "12:30", "1:02:03", "0:00"]);
  });
});
