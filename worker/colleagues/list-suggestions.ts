import { sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { SuggestionPage, suggestionQuery } from "../../shared/api/colleagues.ts";
import { UNPROVEN_DOMAIN_USERS_MAX } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { suggestionDismissals } from "../db/schema/suggestion-dismissals.ts";
import { users } from "../db/schema/users.ts";
import { authorizeWith, claimantDomain } from "../workspaces/authorize.ts";
import { isProvenDomain } from "../workspaces/company-domain.ts";

/** Of how many colleagues, a wanted one each, a page looks at the memberships: a company that is all in costs no more. */
const LOOKED_AT = 4;

/**
 * Colleagues on the caller's own company domain who may be found and are not in the workspace yet, the newest first.
 * A page may be short, and even empty, and still not be the last. An unproven domain of many users suggests nobody.
 */
export async function listSuggestions(
  ctx: RequestContext,
  workspaceId: string,
  page: InferOutput<typeof suggestionQuery>,
): Promise<SuggestionPage> {
  const { read } = ctx.db;
  const lookedAt = page.limit * LOOKED_AT;
  const { results } = await authorizeWith(ctx, workspaceId, "members.manage", (may) => {
    const domain = claimantDomain(ctx);
    const size = sql`(SELECT count(*) FROM (SELECT 1 FROM ${users} AS one WHERE one.company_domain = ${domain} LIMIT ${UNPROVEN_DOMAIN_USERS_MAX + 1}))`;
    const suggests = sql`(${isProvenDomain(sql`${workspaceId}`, domain)} OR ${size} <= ${UNPROVEN_DOMAIN_USERS_MAX})`;
    return [
      read
        .select({
          id: sql<string>`found.id`,
          email: sql<string>`found.email`,
          name: sql<string>`found.name`,
          isNew: sql<number>`found.suggestible IS 1
            AND NOT EXISTS (SELECT 1 FROM ${memberships} AS there WHERE there.workspace_id = ${workspaceId}
              AND there.email_key = found.email_key AND there.status <> 'ended')
            AND NOT EXISTS (SELECT 1 FROM ${suggestionDismissals} AS dismissed
              WHERE dismissed.workspace_id = ${workspaceId} AND dismissed.user_id = found.id)`,
        })
        .from(sql`${users} AS found`)
        .where(
          sql`${may} AND found.company_domain = ${domain} AND ${suggests} ${page.cursor ? sql`AND found.id < ${page.cursor}` : sql``}`,
        )
        .orderBy(sql`found.id DESC`)
        .limit(lookedAt),
    ] as const;
  });
  const [rows] = results;
  return toPage(rows, page.limit, lookedAt);
}

type Row = { id: string; email: string; name: string; isNew: number };

function toPage(rows: Row[], limit: number, lookedAt: number): SuggestionPage {
  const fresh = rows.filter(({ isNew }) => isNew === 1);
  const shown = fresh.slice(0, limit);
  const isLast = rows.length < lookedAt && fresh.length <= limit;
  const cursor = fresh.length > limit ? shown.at(-1)?.id : rows.at(-1)?.id;
  return {
    items: shown.map(({ id, email, name }) => ({ userId: id, email, name })),
    nextCursor: isLast ? null : (cursor ?? null),
  };
}
