import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AccessMember,
  type AccessStep,
  atLeast,
  EVERYONE,
  type Everyone,
  explainLevel,
  GRANT_LEVELS,
  type GrantLevel,
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
  const found = walk.flatMap(({ ownerMembershipId, grant }): Level[] => {
    if (ownerMembershipId === member.membershipId) return ["manage"];
    return grant === null ? [] : [grant];
  });
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
  grant: fc.constantFrom(null, null, ...GRANT_LEVELS),
});
const path = fc.array(step, { minLength: 1, maxLength: 6 });

const at = (everyone: Everyone, ownerMembershipId = "another", grant: GrantLevel | null = null): AccessStep => ({
  everyone,
  ownerMembershipId,
  grant,
});

describe("the level of a member at a node", () => {
  it("is what the rules say, read literally", () => {
    fc.assert(
      fc.property(member, path, (who, way) => {
        expect(levelAt(who, way)).toBe(literalLevel(who, way));
      }),
      { numRuns: 5_000 },
    );
  });

  it("is the same for whoever owns nothing and was granted nothing, whoever they are", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ROLES), path, (role, steps) => {
        const way = steps.map((one) => ({ ...one, grant: null }));
        const first = levelAt({ membershipId: "x", role }, way);
        expect(levelAt({ membershipId: "y", role }, way)).toBe(first);
      }),
    );
  });

  it("never rises by what stands above a restricted node", () => {
    fc.assert(
      fc.property(member, path, path, (who, below, above) => {
        const restricted = [...below.slice(0, -1), at("none")];
        expect(levelAt(who, [...restricted, ...above])).toBe(levelAt(who, restricted));
      }),
    );
  });

  it("is explained by a node of the way, and by a rule that stands there", () => {
    fc.assert(
      fc.property(member, path, (who, way) => {
        const { level, reason, decidedAt } = explainLevel(who, way);
        const step = way[decidedAt];
        switch (reason) {
          case "super_admin":
            expect([who.role, level]).toEqual(["super_admin", "manage"]);
            break;
          case "owner":
            expect([step?.ownerMembershipId, level]).toEqual([ME, "manage"]);
            break;
          case "grant":
            expect(step?.grant).toBe(level);
            break;
          case "everyone":
            expect(step?.everyone).toBe(level);
            break;
          case "restricted":
            // A way without any word, which no tree has, gives nothing either.
            expect([level, ["none", "inherit"]]).toEqual(["none", expect.arrayContaining([step?.everyone])]);
            break;
          case "viewer_ceiling":
            expect([who.role, level]).toEqual(["viewer", "view"]);
            break;
        }
      }),
      { numRuns: 5_000 },
    );
  });

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
    ["a grant on top of what everyone gets", "creator", [at("view", "another", "edit")], "edit"],
    ["a grant below what everyone gets", "creator", [at("edit", "another", "view")], "edit"],
    ["a grant higher up", "creator", [at("inherit"), at("view", "another", "edit")], "edit"],
    ["a grant at a restricted node", "creator", [at("inherit"), at("none", "another", "edit")], "edit"],
    ["a grant above a restricted node", "creator", [at("none"), at("view", "another", "edit")], "none"],
    ["above one that lies above a base", "creator", [at("view"), at("none"), at("view", "another", "edit")], "view"],
    ["to a Viewer, a grant to edit", "viewer", [at("none", "another", "edit")], "view"],
  ] as const)("%s, %s", (_, role, way, level) => {
    expect(levelAt({ membershipId: ME, role }, way)).toBe(level);
  });
});

it.each([
  ["a Super Admin", "super_admin", [at("none"), at("view")], "manage", "super_admin", 0],
  ["their project", "creator", [at("inherit"), at("view", ME)], "manage", "owner", 1],
  ["a grant", "creator", [at("inherit"), at("view", "another", "edit")], "edit", "grant", 1],
  ["what everyone gets", "developer", [at("inherit"), at("inherit"), at("view")], "view", "everyone", 2],
  ["the nearer of two as high", "creator", [at("inherit", "another", "view"), at("view")], "view", "grant", 0],
  ["nothing", "creator", [at("inherit"), at("none"), at("edit", ME)], "none", "restricted", 1],
  ["a Viewer's grant", "viewer", [at("inherit"), at("view", "another", "edit")], "view", "viewer_ceiling", 1],
  ["a Viewer's own level", "viewer", [at("view", "another", "view")], "view", "grant", 0],
] as const)("explains %s", (_, role, way, level, reason, decidedAt) => {
  expect(explainLevel({ membershipId: ME, role }, way)).toEqual({ level, reason, decidedAt });
});

it("levels are in order", () => {
  expect(LEVELS.map((level) => LEVELS.map((wanted) => atLeast(level, wanted)))).toEqual([
    [true, false, false, false],
    [true, true, false, false],
    [true, true, true, false],
    [true, true, true, true],
  ]);
});
