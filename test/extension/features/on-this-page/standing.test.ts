import { expect, it } from "vitest";
import { describeFound, mayBeInvited } from "../../../../extension/features/on-this-page/standing.ts";

it("says of each what they are, those to be invited first, and nothing of whoever is not of the company", () => {
  const found = describeFound(
    [
      { email: "in@acme.example", status: "active" },
      { email: "away@acme.example", status: "suspended" },
      { email: "New@acme.example", status: "none" },
      { email: "else@other.example", status: "not_company" },
      { email: "asks@acme.example", status: "requested" },
      { email: "Ada@acme.example", status: "none" },
      { email: "sent@acme.example", status: "invited" },
    ],
    [
      { email: "ada@ACME.example", name: "Ada" },
      { email: "in@acme.example", name: "In" },
    ],
  );
  expect(found.map(({ email, name, standing }) => [email, name, standing])).toEqual([
    ["Ada@acme.example", "Ada", "suggested"],
    ["New@acme.example", "", "new"],
    ["asks@acme.example", "", "requested"],
    ["sent@acme.example", "", "invited"],
    ["in@acme.example", "", "active"],
    ["away@acme.example", "", "suspended"],
  ]);
  expect(found.filter(mayBeInvited)).toHaveLength(2);
});
