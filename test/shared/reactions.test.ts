import { expect, test } from "vitest";
import { REACTIONS, reactionIn } from "../../shared/reactions.ts";

test("each is found as it is, and as keyboards that leave the variation selector out write it", () => {
  for (const one of REACTIONS) expect(reactionIn(one)).toBe(one);
  expect(reactionIn("❤")).toBe("❤️");
});

test.each(["👍👍", "👍 yes", "👎", "👍🏽", "", "\uFE0F"])("%j is none of them", (words) => {
  expect(reactionIn(words)).toBeUndefined();
});
