import { and, inArray, ne, sql } from "drizzle-orm";
import type { LookupResult, LookupStatus } from "../../shared/api/colleagues.ts";
import { type EmailAddress, parseEmailAddress } from "../../shared/email-address.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { authorizeWith } from "../workspaces/authorize.ts";
import { isCompanyDomain } from "../workspaces/company-domain.ts";
import { isPublicEmailDomain } from "./public-email-domains.ts";

/**
 * What each address is in the workspace, for marking people on a page. Only company domains of the workspace are
 * looked up; who has an account elsewhere is not told. Addresses are neither stored nor logged.
 */
export async function lookUpMembers(
  ctx: RequestContext,
  workspaceId: string,
  emails: readonly string[],
): Promise<LookupResult[]> {
  const read = emails.map((given) => ({ given, email: parseEmailAddress(given) }));
  const addresses = read.flatMap(({ email }) => (email ? [email] : []));
  const domains = [...new Set(addresses.map(({ domain }) => domain))].filter((domain) => !isPublicEmailDomain(domain));
  const db = ctx.db.read;
  const { results } = await authorizeWith(
    ctx,
    workspaceId,
    "members.manage",
    (may) =>
      [
        db
          .select({ emailKey: memberships.emailKey, status: memberships.status })
          .from(memberships)
          .where(
            and(
              may,
              sql`${memberships.workspaceId} = ${workspaceId}`,
              ne(memberships.status, "ended"),
              inArray(
                memberships.emailKey,
                addresses.map(({ key }) => key),
              ),
            ),
          ),
        db
          .select({ domain: sql<string>`asked.value` })
          .from(sql`json_each(${JSON.stringify(domains)}) AS asked`)
          .where(and(may, isCompanyDomain(sql`${workspaceId}`, sql`asked.value`))),
      ] as const,
  );
  const [rows, company] = results;
  const statuses = new Map(rows.map(({ emailKey, status }) => [emailKey, status as LookupStatus]));
  const ours = new Set(company.map(({ domain }) => domain));
  return read.map(({ given, email }) => ({ email: given, status: statusOf(email, ours, statuses) }));
}

function statusOf(
  email: EmailAddress | undefined,
  ours: ReadonlySet<string>,
  statuses: ReadonlyMap<string, LookupStatus>,
): LookupStatus {
  if (!email) return "none";
  if (!ours.has(email.domain)) return "not_company";
  return statuses.get(email.key) ?? "none";
}
