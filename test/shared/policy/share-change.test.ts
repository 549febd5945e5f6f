import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LEVELS } from "../../../shared/policy/access.ts";
import { ROLES } from "../../../shared/policy/roles.ts";
import { levelToChangeShare, mayChangeShare } from "../../../shared/policy/share-change.ts";

const anyShare = fc.record({ isSharePage: fc.boolean(), createdBy: fc.constantFrom("mbr_a", "mbr_b") });
const anyMember = fc.constantFrom("mbr_a", "mbr_b");

describe("who may change a share", () => {
  test.each([
    ["the Share Page, its maker", true, "mbr_me", "edit"],
    ["the Share Page that another made", true, "mbr_other", "edit"],
    ["a further link, its maker", false, "mbr_me", "edit"],
    ["a further link that another made", false, "mbr_other", "manage"],
  ])("%s", (_, isSharePage, createdBy, level) => {
    expect(levelToChangeShare({ isSharePage, createdBy }, "mbr_me")).toBe(level);
  });

  test("whose role shares nothing changes none, whatever their level; the others do from the level on", () => {
    fc.assert(
      fc.property(anyShare, fc.constantFrom(...ROLES), fc.constantFrom(...LEVELS), (share, role, level) => {
        const isEnough = LEVELS.indexOf(level) >= LEVELS.indexOf(levelToChangeShare(share, "mbr_a"));
        expect(mayChangeShare(share, { id: "mbr_a", role }, level)).toBe(role !== "viewer" && isEnough);
      }),
    );
  });

  test("never anybody who may only look, and always whoever manages", () => {
    fc.assert(
      fc.property(anyShare, anyMember, (share, member) => {
        const needed = LEVELS.indexOf(levelToChangeShare(share, member));
        expect(needed).toBeGreaterThan(LEVELS.indexOf("view"));
        expect(needed).toBeLessThanOrEqual(LEVELS.indexOf("manage"));
      }),
    );
  });
});
