import { describe, expect, test } from "vitest";
import { type Decision, reviewState } from "../../../shared/policy/review-state.ts";

const by = (membershipId: string, decision: Decision) => ({ membershipId, decision });

describe("where a review stands", () => {
  test.each([
    ["nobody decided", [], [], "pending"],
    ["nobody decided of two required", [], ["a", "b"], "pending"],
    ["anybody approved, nobody is required", [by("x", "approved")], [], "approved"],
    ["one of two required approved", [by("a", "approved")], ["a", "b"], "pending"],
    ["somebody else approved", [by("x", "approved")], ["a"], "pending"],
    ["both required approved", [by("a", "approved"), by("b", "approved")], ["a", "b"], "approved"],
    ["anybody asks for changes", [by("x", "changes_requested")], [], "changes_requested"],
    [
      "somebody else asks for changes, all required approved",
      [by("a", "approved"), by("x", "changes_requested")],
      ["a"],
      "changes_requested",
    ],
  ] as const)("%s", (_, decisions, required, state) => {
    expect(reviewState(decisions, required)).toBe(state);
  });
});
