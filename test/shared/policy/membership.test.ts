import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isLive,
  type MembershipStatus,
  type MembershipVerb,
  nextStatus,
  STATUSES,
  TRANSITIONS,
  takesSeat,
} from "../../../shared/policy/membership.ts";

const VERBS = Object.keys(TRANSITIONS) as MembershipVerb[];
const FROM = ["none", ...STATUSES] as const;

describe("the state machine", () => {
  const edges: [MembershipStatus | "none", MembershipVerb, MembershipStatus][] = [
    ["none", "invite", "invited"],
    ["none", "request", "requested"],
    ["invited", "resend", "invited"],
    ["invited", "accept", "active"],
    ["invited", "revoke", "ended"],
    ["invited", "decline", "ended"],
    ["invited", "expire", "ended"],
    ["invited", "change_role", "invited"],
    ["requested", "approve", "active"],
    ["requested", "deny", "ended"],
    ["requested", "withdraw", "ended"],
    ["active", "change_role", "active"],
    ["active", "suspend", "suspended"],
    ["active", "leave", "ended"],
    ["active", "remove", "ended"],
    ["suspended", "change_role", "suspended"],
    ["suspended", "resume", "active"],
    ["suspended", "remove", "ended"],
  ];

  it.each(edges)("%s — %s → %s", (from, verb, to) => {
    expect(nextStatus(from, verb)).toBe(to);
  });

  it("has no other edge", () => {
    const known = new Set(edges.map(([from, verb]) => `${from} ${verb}`));
    const others = FROM.flatMap((from) => VERBS.map((verb) => [from, verb] as const)).filter(
      ([from, verb]) => !known.has(`${from} ${verb}`),
    );
    expect(others.length).toBe(FROM.length * VERBS.length - edges.length);
    for (const [from, verb] of others) expect(nextStatus(from, verb)).toBeUndefined();
  });

  it("never leads out of ended, and reaches active only through acceptance, approval or resuming", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...VERBS), { maxLength: 40 }), (verbs) => {
        let status: MembershipStatus | "none" = "none";
        for (const verb of verbs) {
          const next: MembershipStatus | undefined = nextStatus(status, verb);
          if (status === "ended") expect(next).toBeUndefined();
          if (next === "active" && status !== "active") expect(["accept", "approve", "resume"]).toContain(verb);
          status = next ?? status;
        }
      }),
    );
  });
});

it("seats are taken by the active and the invited, and by nobody else", () => {
  expect(STATUSES.filter(takesSeat)).toEqual(["invited", "active"]);
  expect(STATUSES.filter((status) => !isLive(status))).toEqual(["ended"]);
});
