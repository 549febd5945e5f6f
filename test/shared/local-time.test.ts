import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isZone, localTime, momentOf } from "../../shared/local-time.ts";

const at = (iso: string) => Date.parse(iso);

describe("a time on the clock of a zone", () => {
  test.each([
    ["2027-01-31T12:00:30Z", "UTC", "2027-01-31T12:00"],
    ["2027-01-31T23:30:00Z", "Europe/Paris", "2027-02-01T00:30"],
    ["2027-07-01T12:00:00Z", "Asia/Kathmandu", "2027-07-01T17:45"],
  ])("%s in %s is %s", (iso, zone, text) => expect(localTime(at(iso), zone)).toBe(text));

  test.each([
    ["2027-03-28T01:59", "Europe/Paris", "2027-03-28T00:59:00Z"],
    // The hour that summer time leaves out is read as the clock would have gone on.
    ["2027-03-28T03:00", "Europe/Paris", "2027-03-28T01:00:00Z"],
    ["2027-10-31T03:00", "Europe/Paris", "2027-10-31T02:00:00Z"],
    ["2027-07-01T08:00", "America/New_York", "2027-07-01T12:00:00Z"],
  ])("%s in %s is the moment %s", (text, zone, iso) => expect(momentOf(text, zone)).toBe(at(iso)));

  test.each(["", "tomorrow", "2027-13-01T00:00", "2027-01-01", "2027-01-01T00:00Z"])("%j is no time", (text) =>
    expect(momentOf(text, "UTC")).toBeUndefined(),
  );

  test("what is shown leads back to what shows the same", () => {
    const zones = fc.constantFrom("UTC", "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata");
    const moments = fc.date({ min: new Date("2000-01-01"), max: new Date("2060-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(moments, zones, (moment, zone) => {
        const text = localTime(moment.getTime(), zone);
        expect(localTime(momentOf(text, zone) ?? Number.NaN, zone)).toBe(text);
      }),
    );
  });
});

test.each([
  ["Europe/Paris", true],
  ["UTC", true],
  ["Nowhere/City", false],
  ["", false],
])("%j is a zone: %s", (text, is) => expect(isZone(text)).toBe(is));
