import { type SQL, sql } from "drizzle-orm";
import { domains } from "../db/schema/domains.ts";
import { memberships } from "../db/schema/memberships.ts";

/** Whether a domain is the workspace's own, proven by DNS. Both arguments are SQL, so that a join may give them. */
export function isProvenDomain(workspaceId: SQL, domain: SQL): SQL {
  return sql`EXISTS (SELECT 1 FROM ${domains} AS proven
    WHERE proven.domain = ${domain} AND proven.proven_at IS NOT NULL AND proven.workspace_id = ${workspaceId})`;
}

/**
 * Whether a domain is a company domain of the workspace: proven by DNS, or by mailbox, an active Super Admin's own
 * address. The caller has made sure that it is no public one (`isPublicEmailDomain`).
 */
export function isCompanyDomain(workspaceId: SQL, domain: SQL): SQL {
  return sql`(${isProvenDomain(workspaceId, domain)} OR EXISTS (SELECT 1 FROM ${memberships} AS mailbox
    WHERE mailbox.email_domain = ${domain}
      AND mailbox.workspace_id = ${workspaceId} AND mailbox.status = 'active' AND mailbox.role = 'super_admin' AND mailbox.personal = 0))`;
}

/**
 * All of them, a `domain` a row of `ours`; those of public providers are still among them, as SQL does not know these
 * (`isPublicEmailDomain`).
 */
export function companyDomainsOf(workspaceId: string): SQL {
  return sql`(SELECT ${domains.domain} AS domain FROM ${domains}
      WHERE ${domains.workspaceId} = ${workspaceId} AND ${domains.provenAt} IS NOT NULL
    UNION SELECT ${memberships.emailDomain} FROM ${memberships}
      WHERE ${memberships.workspaceId} = ${workspaceId} AND ${memberships.status} = 'active'
        AND ${memberships.role} = 'super_admin' AND ${memberships.personal} = 0) AS ours`;
}
