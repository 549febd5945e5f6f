import { expect, test } from "vitest";
import { approvalsOf, type Reviewed, reviewersIn } from "../../../../extension/features/reviews/reviewers-in.ts";

const mina = { membershipId: "mbr_1", name: "Mina" };
const june = { membershipId: "mbr_2", name: "June" };
const ravi = { membershipId: "mbr_3", name: "" };

const decided = (who: typeof mina, decision: "approved" | "changes_requested") => ({
  ...who,
  decision,
  note: "",
  version: 1,
  at: "2027-01-31T12:00:00Z",
});

test("whoever decided comes before those who must and have not, nobody twice", () => {
  const reviewed: Reviewed = {
    state: "pending",
    required: [mina, june],
    reviews: [decided(ravi, "approved"), decided(june, "changes_requested")],
  };
  expect(reviewersIn(reviewed).map(({ name, decision }) => [name, decision])).toEqual([
    ["", "approved"],
    ["June", "changes_requested"],
    ["Mina", null],
  ]);
});

test("approvals are counted of those who must, and of nobody else", () => {
  const reviews = [decided(ravi, "approved"), decided(june, "changes_requested"), decided(mina, "approved")];
  expect(approvalsOf({ state: "pending", required: [mina, june], reviews })).toEqual({ count: 1, total: 2 });
  expect(approvalsOf({ state: "approved", required: [], reviews })).toBeUndefined();
});
