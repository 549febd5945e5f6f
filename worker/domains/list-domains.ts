import { asc, eq, sql } from "drizzle-orm";
import type { Domain } from "../../shared/api/domains.ts";
import { isPublicEmailDomain } from "../colleagues/public-email-domains.ts";
import type { RequestContext } from "../context.ts";
import { domains } from "../db/schema/domains.ts";
import { companyDomainsOf } from "../workspaces/company-domain.ts";
import { authorizeForDomains, presentDomain } from "./claim-domain.ts";

export type Domains = { items: Domain[]; companyDomains: string[] };

/** The domains a workspace claims, and which are its company domains, those of Super Admins' mailboxes among them. */
export async function listDomains(ctx: RequestContext, workspaceId: string): Promise<Domains> {
  await authorizeForDomains(ctx, workspaceId);
  const { read } = ctx.db;
  const [rows, company] = await read.batch([
    read.select().from(domains).where(eq(domains.workspaceId, workspaceId)).orderBy(asc(domains.domain)),
    read.select({ domain: sql<string>`ours.domain` }).from(companyDomainsOf(workspaceId)).orderBy(sql`ours.domain`),
  ]);
  return {
    items: await Promise.all(rows.map((row) => presentDomain(ctx, row))),
    companyDomains: company.map(({ domain }) => domain).filter((domain) => !isPublicEmailDomain(domain)),
  };
}
