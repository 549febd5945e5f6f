import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ID_PREFIXES, type IdKind, isId, newId } from "../../shared/ids.ts";

const KINDS = Object.keys(ID_PREFIXES) as IdKind[];

describe("ids", () => {
  it("carry their kind and no other", () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), fc.constantFrom(...KINDS), (made, asked) => {
        expect(isId(asked, newId(made))).toBe(made === asked);
      }),
    );
  });

  it("are all different and sort in the order they were made", () => {
    const ids = Array.from({ length: 5_000 }, () => newId("user"));
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
  });

  it("are told from any other text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(isId("user", text)).toBe(/^usr_[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(text));
      }),
      { numRuns: 1_000 },
    );
    expect(isId("user", `${newId("user")}x`)).toBe(false);
    expect(isId("user", newId("user").toUpperCase())).toBe(false);
  });

  it("give every kind a prefix of its own", () => {
    expect(new Set(Object.values(ID_PREFIXES)).size).toBe(KINDS.length);
  });
});
