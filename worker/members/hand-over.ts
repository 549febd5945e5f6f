import { and, eq, exists, isNull, sql } from "drizzle-orm";
import type { RequestContext } from "../context.ts";
import { inviteLinks } from "../db/schema/invite-links.ts";
import { memberships } from "../db/schema/memberships.ts";
import { nodes } from "../db/schema/nodes.ts";

/**
 * What stays behind when a member goes, is suspended or stops being Super Admin, handed over in the same
 * batch and only if the change really happened: pending invitations and the invite link stay good under another Super
 * Admin, and, where the member goes, their nodes get a new owner.
 *
 * `heir` is the membership that takes over, or `longest_standing`: the Super Admin active the longest.
 */
export function handOverInvitations(ctx: RequestContext, from: string, heir: Heir, changeId: string) {
  return ctx.db.write
    .update(memberships)
    .set({ invitedBy: heirOf(from, heir) })
    .where(and(eq(memberships.invitedBy, from), eq(memberships.status, "invited"), happened(ctx, from, changeId)));
}

/** The open invite link, likewise. */
export function handOverInviteLink(ctx: RequestContext, from: string, heir: Heir, changeId: string) {
  return ctx.db.write
    .update(inviteLinks)
    .set({ createdBy: heirOf(from, heir) })
    .where(and(eq(inviteLinks.createdBy, from), isNull(inviteLinks.endedAt), happened(ctx, from, changeId)));
}

export function handOverNodes(ctx: RequestContext, from: string, heir: Heir, changeId: string) {
  return ctx.db.write
    .update(nodes)
    .set({ ownerMembershipId: heirOf(from, heir), updatedAt: ctx.now })
    .where(and(eq(nodes.ownerMembershipId, from), happened(ctx, from, changeId)));
}

export type Heir = { membershipId: string } | "longest_standing";

function heirOf(from: string, heir: Heir) {
  if (heir !== "longest_standing") return sql<string>`${heir.membershipId}`;
  return sql<string>`(SELECT heir.id FROM ${memberships} AS heir
    WHERE heir.workspace_id = (SELECT gone.workspace_id FROM ${memberships} AS gone WHERE gone.id = ${from})
      AND heir.status = 'active' AND heir.role = 'super_admin' AND heir.id <> ${from}
    ORDER BY heir.activated_at, heir.id LIMIT 1)`;
}

function happened(ctx: RequestContext, from: string, changeId: string) {
  return exists(
    ctx.db.write
      .select({ one: sql`1` })
      .from(sql`${memberships} AS changed`)
      .where(sql`changed.id = ${from} AND changed.change_id = ${changeId}`),
  );
}
