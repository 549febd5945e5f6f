import { describe, expect, it } from "vitest";
import { LINK_ROLES } from "../../../shared/api/invite-links.ts";
import { JOIN_POLICIES } from "../../../shared/api/workspaces.ts";
import { byAsking, type DoorFacts, throughLink } from "../../../shared/policy/doors.ts";
import { crowd, newDomain, someone } from "../../support/crowd.ts";
import { sql } from "../../support/database.ts";
import { ask, house, link, prove, setSeats, shutOut, statusOf, take } from "../../support/joining.ts";

/** The whole table of doors, as the service keeps it, against the table itself in shared/policy. */

const DOMAINS = ["proven", "mailbox", "none"] as const;
const LONG_AGO = 40 * 24 * 60 * 60 * 1000;

/** Workspaces of one policy and domain, with people at their doors, each cell another workspace. */
async function scene(facts: DoorFacts & { cooling?: boolean }) {
  const domain = newDomain();
  const [admin, visitor] = await crowd(2, domain);
  const stranger = await someone(newDomain());
  if (!admin || !visitor) throw new Error("nobody was made");
  const place = await house({ admin, policy: facts.policy });
  if (facts.domain === "proven") await prove(place, domain);
  const who = facts.domain === "none" ? stranger : visitor;
  if (facts.shutOut) {
    const at = Date.now() - (facts.cooling ? 1_000 : LONG_AGO);
    await shutOut(place, who, { reason: facts.cooling ? "denied" : "removed", at });
  }
  if (facts.full) await setSeats(place, 1);
  return { place, who };
}

const facts = JOIN_POLICIES.flatMap((policy) =>
  DOMAINS.flatMap((domain) =>
    [false, true].flatMap((full) => [false, true].map((shut): DoorFacts => ({ policy, domain, full, shutOut: shut }))),
  ),
);

describe("through the invite link", () => {
  it.each(facts.flatMap((fact) => LINK_ROLES.filter((role) => role !== "creator").map((role) => ({ ...fact, role }))))(
    "$policy, $domain, full $full, shut out $shutOut, $role",
    async (fact) => {
      const { place, who } = await scene(fact);
      const answer = await take(who, await link(place, { role: fact.role }));
      const expected = throughLink(fact);
      expect(answer.status).toBe(expected === "active" ? 200 : 202);
      expect([answer.body.status, answer.body.role]).toEqual([expected, fact.role]);
      expect(await statusOf(place, who)).toBe(expected);
    },
  );
});

describe("by asking", () => {
  const cases = facts.flatMap((fact) =>
    (fact.shutOut ? [false, true] : [false]).map((cooling) => ({ ...fact, cooling })),
  );
  it.each(cases)("$policy, $domain, full $full, shut out $shutOut, cooling $cooling", async (fact) => {
    const { place, who } = await scene(fact);
    const answer = await ask(who, place.workspaceId);
    expect([answer.status, answer.body]).toEqual([202, {}]);
    const expected = byAsking(fact);
    expect(await statusOf(place, who)).toBe(expected === "nothing" ? undefined : expected);
    const stored = await sql("SELECT id FROM memberships WHERE workspace_id = ? AND email_key = ?", [
      place.workspaceId,
      who.email,
    ]);
    expect(stored).toHaveLength((fact.shutOut ? 1 : 0) + (expected === "nothing" ? 0 : 1));
  });
});

it("a public provider's domain is nobody's, though a Super Admin has an address there", async () => {
  const [admin, visitor] = await crowd(2, "gmail.com");
  if (!admin || !visitor) throw new Error("nobody was made");
  const place = await house({ admin, policy: "request" });
  await ask(visitor, place.workspaceId);
  expect(await statusOf(place, visitor)).toBeUndefined();
  const answer = await take(visitor, await link({ ...place }, { role: "developer" }));
  expect(answer.body.status).toBe("requested");
});
