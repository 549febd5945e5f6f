import { expect, test } from "vitest";
import { dueDomain } from "../../../../extension/features/domains/due-domain.ts";
import type { Domain } from "../../../../shared/api/domains.ts";

const NOW = Date.parse("2027-03-01T12:00:00Z");

function domain(name: string, secondsAgo: number | null, status: Domain["status"] = "pending"): Domain {
  const checkedAt = secondsAgo === null ? null : new Date(NOW - secondsAgo * 1000).toISOString();
  return { domain: name, status, txtName: "", txtValue: "", provenAt: null, checkedAt, missingSince: null };
}

test.each<[string, Domain[], string | undefined]>([
  ["none", [], undefined],
  ["one never looked up", [domain("a", 60), domain("b", null)], "b"],
  ["the one that waits longest", [domain("a", 60), domain("b", 120)], "b"],
  ["none that was looked up just now, by whomever", [domain("a", 5)], undefined],
  ["none that is proven", [domain("a", 9_999, "proven")], undefined],
])("looked up next: %s", (_, domains, due) => {
  expect(dueDomain(domains, NOW)?.domain).toBe(due);
});
