import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AccessMember,
  type AccessStep,
  atLeast,
  EVERYONE,
  type Everyone,
  LEVELS,
  type Level,
  levelAt,
} from "../../../shared/policy/access.ts";
import { ROLES } from "../../../shared/policy/roles.ts";

/** The rules of the product, read word for word and without a thought for speed. */
function literalLevel(member: AccessMember, path: readonly AccessStep[]): Level {
  // 1. A Super Admin has `manage` everywhere.
  if (member.role === "super_admin") return "manage";
  // 2. A node whose `everyone` is `none` is restricted: what stands at it still counts, nothing higher up does.
  const restrictedAt = path.findIndex(({ everyone }) => everyone === "none");
  const walk = restrictedAt === -1 ? path : path.slice(0, restrictedAt + 1);
  const found: Level[] = walk
    .filter(({ ownerMembershipId }) => ownerMembershipId === member.membershipId)
    .map(() => "manage");
  const base = walk.map(({ everyone }) => everyone).find((everyone) => everyone !== "inherit");
  // 3. The highest of the base and what the walk found; without either, `none`.
  const all: Level[] = [...found, ...(base ? [base] : []), "none"];
  const highest = all.sort((a, b) => LEVELS.indexOf(b) - LEVELS.indexOf(a))[0] ?? "none";
  // 4. A Viewer never gets more than `view`.
  const isAboveView = highest === "edit" || highest === "manage";
  return member.role === "viewer" && isAboveView ? "view" : highest;
}

const ME = "me";
const member = fc.record({ membershipId: fc.constant(ME), role: fc.constantFrom(...ROLES) });
const step = fc.record({
  everyone: fc.constantFrom(...EVERYONE),
  ownerMembershipId: fc.constantFrom(ME, "another", "a third"),
});
const path = fc.array(step, { minLength: 1, maxLength: 6 });

describe("the level of a member at a node", () => {
  it("is what the rules say, read literally", () => {
    fc.assert(
      fc.property(member, path, (who, way) => {
        expect(levelAt(who, way)).toBe(literalLevel(who, way));
      }),
      { numRuns: 5_000 },
    );
  });

  it("is the same for whoever owns nothing, whoever they are", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ROLES), path, (role, way) => {
        const first = levelAt({ membershipId: "x", role }, way);
        expect(levelAt({ membershipId: "y", role }, way)).toBe(first);
      }),
    );
  });

  it("never rises by what stands above a restricted node", () => {
    fc.assert(
      fc.property(member, path, path, (who, below, above) => {
        const restricted = [...below.slice(0, -1), { everyone: "none", ownerMembershipId: "another" } as const];
        expect(levelAt(who, [...restricted, ...above])).toBe(levelAt(who, restricted));
      }),
    );
  });

  const at = (everyone: Everyone, ownerMembershipId = "another"): AccessStep => ({ everyone, ownerMembershipId });

  it.each([
    ["a project for everyone to view", "creator", [at("view")], "view"],
    ["a video in it", "creator", [at("inherit"), at("view")], "view"],
    ["one's own video in it", "creator", [at("inherit", ME), at("view")], "manage"],
    ["a video in one's own project", "creator", [at("inherit"), at("view", ME)], "manage"],
    ["a restricted video in one's own project", "creator", [at("none"), at("view", ME)], "none"],
    ["one's own restricted video", "developer", [at("none", ME), at("edit")], "manage"],
    ["a restricted video, to a Super Admin", "super_admin", [at("none"), at("none")], "manage"],
    ["an open video in a restricted project", "creator", [at("edit"), at("none")], "edit"],
    ["one's own video in a restricted project", "creator", [at("inherit", ME), at("none")], "manage"],
    ["another's there", "creator", [at("inherit"), at("none")], "none"],
    ["to a Viewer, a project all may edit", "viewer", [at("edit")], "view"],
    ["to a Viewer, their own", "viewer", [at("inherit", ME), at("none")], "view"],
    ["the nearest word, also where it is the lower", "creator", [at("view"), at("edit")], "view"],
  ] as const)("%s, %s", (_, role, way, level) => {
    expect(levelAt({ membershipId: ME, role }, way)).toBe(level);
  });
});

it("levels are in order", () => {
  expect(LEVELS.map((level) => LEVELS.map((wanted) => atLeast(level, wanted)))).toEqual([
    [true, false, false, false],
    [true, true, false, false],
    [true, true, true, false],
    [true, true, true, true],
  ]);
});
