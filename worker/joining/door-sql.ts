import { type SQL, sql } from "drizzle-orm";
import { domainOfKey } from "../../shared/email-address.ts";
import { JOIN_COOLDOWN } from "../../shared/limits.ts";
import type { UserRow } from "../accounts/require-user.ts";
import { isPublicEmailDomain } from "../colleagues/public-email-domains.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { isCompanyDomain, isProvenDomain } from "../workspaces/company-domain.ts";

/**
 * The table of doors (shared/policy/doors.ts) in SQL, judged inside the statement that writes: a test holds the two
 * against each other. Each is an expression over the row of `workspaces` (and `link`), and null where nothing is stored.
 */

/** A seat, once the overdue invitations have ended. */
export const seatFree = sql`${workspaces.occupied} + ${workspaces.held} < ${workspaces.seats}`;

/** Through the link of the row `link`. With `free` as true it says what full seats alone prevent. */
export function linkDoor(user: UserRow, free: SQL): SQL {
  return sql`CASE WHEN ${workspaces.joinPolicy} = 'request' OR ${shutOut(user)} THEN 'requested'
    WHEN link.role = 'developer' AND NOT ${onCompanyDomain(user)} THEN 'requested'
    WHEN ${free} THEN 'active' ELSE 'requested' END`;
}

/** By asking. */
export function askingDoor(ctx: RequestContext, user: UserRow, free: SQL): SQL {
  return sql`CASE WHEN ${workspaces.joinPolicy} = 'invite_only' OR NOT ${onCompanyDomain(user)} OR ${cooling(ctx, user)} THEN NULL
    WHEN ${workspaces.joinPolicy} = 'domain' AND ${onProvenDomain(user)} AND NOT ${shutOut(user)} AND ${free} THEN 'active'
    ELSE 'requested' END`;
}

/** Removed or denied, and nobody has let them in since. */
function shutOut(user: UserRow): SQL {
  return sql`EXISTS (SELECT 1 FROM ${memberships} AS gone
    WHERE gone.workspace_id = ${workspaces.id} AND gone.email_key = ${user.emailKey}
      AND gone.end_reason IN ('removed', 'denied')
      AND NOT EXISTS (SELECT 1 FROM ${memberships} AS back
        WHERE back.workspace_id = ${workspaces.id} AND back.email_key = ${user.emailKey}
          AND back.id <> gone.id AND back.activated_at >= gone.ended_at))`;
}

function cooling(ctx: RequestContext, user: UserRow): SQL {
  return sql`EXISTS (SELECT 1 FROM ${memberships} AS denied
    WHERE denied.workspace_id = ${workspaces.id} AND denied.email_key = ${user.emailKey}
      AND denied.end_reason = 'denied' AND denied.ended_at > ${ctx.now - JOIN_COOLDOWN})`;
}

function onCompanyDomain(user: UserRow): SQL {
  const domain = domainOfKey(user.emailKey);
  if (isPublicEmailDomain(domain)) return sql`0`;
  return isCompanyDomain(sql`${workspaces.id}`, sql`${domain}`);
}

function onProvenDomain(user: UserRow): SQL {
  return isProvenDomain(sql`${workspaces.id}`, sql`${domainOfKey(user.emailKey)}`);
}
