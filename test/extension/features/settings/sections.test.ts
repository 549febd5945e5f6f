import { describe, expect, test } from "vitest";
import { isSection, type Section, sectionsFor } from "../../../../extension/features/settings/sections.ts";
import { abilitiesOf, ROLES, type Role } from "../../../../shared/policy/roles.ts";

const OWN: Section[] = ["sessions", "servers"];
const SHOWN: Record<Role, Section[]> = {
  super_admin: ["general", "look", "seats", "joining", "domains", "sharing", "audit", "keys", "webhooks", ...OWN],
  developer: ["keys", "webhooks", ...OWN],
  creator: OWN,
  viewer: OWN,
};

const namesOf = (kind: "shared" | "personal", role: Role) =>
  sectionsFor({ kind, abilities: abilitiesOf(role) }).flatMap(({ sections }) => sections);

describe("the sections of the settings", () => {
  test.each(ROLES)("of a shared workspace, to a %s", (role) => {
    expect(namesOf("shared", role)).toEqual(SHOWN[role]);
  });

  test("of a personal workspace are those that nobody else is needed for", () => {
    expect(namesOf("personal", "super_admin")).toEqual([
      "general",
      "look",
      "sharing",
      "audit",
      "keys",
      "webhooks",
      ...OWN,
    ]);
  });

  test("to someone who may do nothing there are one's own, under one heading", () => {
    expect(sectionsFor({ kind: "shared", abilities: [] })).toEqual([{ group: "you", sections: OWN }]);
  });

  test.each([
    ["domains", true],
    ["workspace", false],
    ["toString", false],
    ["", false],
    [undefined, false],
  ])("%s in the address names one: %s", (name, is) => {
    expect(isSection(name)).toBe(is);
  });
});
