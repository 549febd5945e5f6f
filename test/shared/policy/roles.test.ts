import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { abilitiesOf, CAPABILITIES, can, mayHandOut, ROLES } from "../../../shared/policy/roles.ts";

describe("the capability table", () => {
  const table = [
    ["billing.manage", "✓", "", "", ""],
    ["security.manage", "✓", "", "", ""],
    ["members.manage", "✓", "", "", ""],
    ["settings.manage", "✓", "", "", ""],
    ["api.use", "✓", "✓", "", ""],
    ["content.create", "✓", "✓", "✓", ""],
    ["content.share", "✓", "✓", "✓", ""],
    ["content.view", "✓", "✓", "✓", "✓"],
    ["review", "✓", "✓", "✓", "✓"],
  ] as const;

  it("names every capability once", () => {
    expect(table.map(([capability]) => capability)).toEqual([...CAPABILITIES]);
  });

  it.each(table)("%s: super_admin %s, developer %s, creator %s, viewer %s", (capability, ...marks) => {
    expect(ROLES.map((role) => (can(role, capability) ? "✓" : ""))).toEqual(marks);
  });

  it("is what abilities send", () => {
    for (const role of ROLES) {
      expect(abilitiesOf(role)).toEqual(CAPABILITIES.filter((capability) => can(role, capability)));
    }
  });
});

describe("handing out roles", () => {
  it("is for whoever manages members and has every capability of the role", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ROLES), fc.constantFrom(...ROLES), (giver, role) => {
        const hasAll = CAPABILITIES.every((capability) => !can(role, capability) || can(giver, capability));
        expect(mayHandOut(giver, role)).toBe(can(giver, "members.manage") && hasAll);
      }),
    );
  });

  it("leaves it to Super Admins today", () => {
    expect(ROLES.filter((giver) => ROLES.some((role) => mayHandOut(giver, role)))).toEqual(["super_admin"]);
  });
});
