import { sql } from "drizzle-orm";
import { sessionLives } from "../accounts/require-user.ts";
import type { RequestContext } from "../context.ts";
import { domains } from "../db/schema/domains.ts";
import { memberships } from "../db/schema/memberships.ts";
import { sessions } from "../db/schema/sessions.ts";
import { users } from "../db/schema/users.ts";
import { workspaces } from "../db/schema/workspaces.ts";

const SHOWN_MAX = 50;

/** A query for the workspaces under `request` or `domain` of which my address is on a company domain, where I am not yet. */
export function joinableBy(ctx: RequestContext, sessionId: string) {
  const { read } = ctx.db;
  const ofMyDomain = sql`SELECT workspace_id FROM ${domains} WHERE domain = ${users.companyDomain} AND proven_at IS NOT NULL
    UNION SELECT workspace_id FROM ${memberships} WHERE email_domain = ${users.companyDomain}
      AND status = 'active' AND role = 'super_admin' AND personal = 0`;
  const iAmThere = sql`EXISTS (SELECT 1 FROM ${memberships} AS mine WHERE mine.workspace_id = ${workspaces.id}
    AND mine.email_key = ${users.emailKey} AND mine.status <> 'ended')`;
  return read
    .select({ id: workspaces.id, name: workspaces.name })
    .from(sessions)
    .innerJoin(users, sql`${users.id} = ${sessions.userId}`)
    .innerJoin(workspaces, sql`${workspaces.id} IN (${ofMyDomain})`)
    .where(sql`${sessionLives(ctx, sessionId)} AND ${workspaces.joinPolicy} <> 'invite_only' AND NOT ${iAmThere}`)
    .orderBy(workspaces.name, workspaces.id)
    .limit(SHOWN_MAX);
}
