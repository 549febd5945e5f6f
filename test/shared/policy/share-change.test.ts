import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LEVELS } from "../../../shared/policy/access.ts";
import { levelToChangeShare } from "../../../shared/policy/share-change.ts";

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
