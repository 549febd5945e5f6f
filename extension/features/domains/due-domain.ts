import type { Domain } from "../../../shared/api/domains.ts";

/** A record just put into DNS is seen everywhere within minutes, seldom within seconds. */
const CHECKED_EVERY = 45_000;

/** Of the domains whose record is waited for, the one looked up longest ago; none where all were just now. */
export function dueDomain(domains: readonly Domain[], now: number): Domain | undefined {
  const checkedAt = (domain: Domain) => (domain.checkedAt === null ? 0 : Date.parse(domain.checkedAt));
  return domains
    .filter((domain) => domain.status === "pending" && now - checkedAt(domain) >= CHECKED_EVERY)
    .toSorted((one, other) => checkedAt(one) - checkedAt(other))[0];
}
