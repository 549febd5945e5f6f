import { and, eq, ne, type SQL, sql } from "drizzle-orm";
import type { InviteLinkPreview } from "../../shared/api/invite-links.ts";
import type { Member } from "../../shared/api/members.ts";
import { newId } from "../../shared/ids.ts";
import { RATE_LIMITS } from "../../shared/limits.ts";
import { requireUser, type UserRow } from "../accounts/require-user.ts";
import type { RequestContext } from "../context.ts";
import { inviteLinks, inviteLinkUses } from "../db/schema/invite-links.ts";
import { memberships } from "../db/schema/memberships.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { Problem } from "../http/problem.ts";
import { chargeLimits } from "../limits/charge-limits.ts";
import { endOverdueOf } from "../members/end-overdue.ts";
import { presentMember } from "../members/present.ts";
import { kickOutbox } from "../outbox/kick.ts";
import { comeIn } from "./come-in.ts";
import { linkDoor, seatFree } from "./door-sql.ts";
import { readLinkToken } from "./invite-link-token.ts";

/** What a link says to whoever holds it; changes nothing. Unknown 404, dead 410 `invite_link_gone`. */
export async function previewInviteLink(ctx: RequestContext, token: string): Promise<InviteLinkPreview> {
  const linkId = await requireLink(ctx, token);
  const [row] = await ctx.db.read
    .select({ role: inviteLinks.role, name: workspaces.name })
    .from(sql`${inviteLinks} AS link`)
    .innerJoin(workspaces, sql`${workspaces.id} = link.workspace_id`)
    .innerJoin(inviteLinks, sql`${inviteLinks.id} = link.id`)
    .where(and(sql`link.id = ${linkId}`, linkOpen(ctx), linkHasUses));
  if (!row) throw new Problem("invite_link_gone");
  return { workspace: { name: row.name }, role: row.role };
}

/**
 * Comes in by a link: active, or requested where the table of doors says so or no seat is free. One use a person,
 * counted by the database: any number at once never use it more often than it may be. 409 `suspended` for a
 * suspended member, 410 `invite_link_gone` for a link expired, used up or off.
 */
export async function acceptInviteLink(ctx: RequestContext, token: string): Promise<Member> {
  const { user } = await requireUser(ctx);
  const linkId = await requireLink(ctx, token);
  await chargeLimits(ctx, `joining:${user.id}`, [{ name: "links", ...RATE_LIMITS.linkUsesPerUser }]);
  const changeId = newId("change");
  const workspaceId = sql`(SELECT link.workspace_id FROM ${inviteLinks} AS link WHERE link.id = ${linkId} AND ${linkOpen(ctx)})`;
  const entry = (
    free: SQL,
  ) => sql`SELECT ${workspaces.id} AS workspace_id, link.role AS role, ${linkDoor(user, free)} AS door
    FROM ${inviteLinks} AS link
    JOIN ${workspaces} ON ${workspaces.id} = link.workspace_id
    JOIN ${inviteLinkUses} AS used ON used.link_id = link.id AND used.user_id = ${user.id}
    WHERE link.id = ${linkId} AND ${linkOpen(ctx)}`;
  const { write } = ctx.db;
  const results = await write.batch([
    endOverdueOf(ctx, workspaceId),
    useLink(ctx, linkId, user),
    ...comeIn(ctx, { user, changeId, workspaceId, entry: entry(seatFree), entryIfFree: entry(sql`1`) }),
    write
      .select({
        membership: memberships,
        open: sql<number>`${linkOpen(ctx)}`,
        used: sql<number>`${hasUsed(linkId, user)}`,
      })
      .from(sql`${inviteLinks} AS link`)
      .innerJoin(memberships, sql`${memberships.workspaceId} = link.workspace_id`)
      .where(and(sql`link.id = ${linkId}`, eq(memberships.emailKey, user.emailKey), ne(memberships.status, "ended"))),
  ]);
  const [row] = results[8];
  if (row?.membership.changeId === changeId) kickOutbox(ctx);
  return present(ctx, user, row);
}

type Outcome = { membership: typeof memberships.$inferSelect; open: number; used: number } | undefined;

function present(ctx: RequestContext, user: UserRow, row: Outcome): Member {
  if (row?.membership.status === "suspended") throw new Problem("suspended");
  const isIn = row?.membership.status === "active" || row?.membership.status === "requested";
  if (!row || !isIn || (row.open !== 1 && row.used !== 1)) throw new Problem("invite_link_gone");
  return presentMember(row.membership, user.name, ctx.locale);
}

/** One use a person; whoever is a member or invited already needs none. */
function useLink(ctx: RequestContext, linkId: string, user: UserRow) {
  return ctx.db.write.run(sql`INSERT INTO ${inviteLinkUses} (link_id, user_id, used_at)
    SELECT link.id, ${user.id}, ${ctx.now} FROM ${inviteLinks} AS link
    WHERE link.id = ${linkId} AND ${linkOpen(ctx)} AND ${linkHasUses}
      AND NOT EXISTS (SELECT 1 FROM ${memberships} AS there WHERE there.workspace_id = link.workspace_id
        AND there.email_key = ${user.emailKey} AND there.status IN ('invited', 'active', 'suspended'))
    ON CONFLICT DO NOTHING`);
}

function hasUsed(linkId: string, user: UserRow): SQL {
  return sql`EXISTS (SELECT 1 FROM ${inviteLinkUses} AS used WHERE used.link_id = ${linkId} AND used.user_id = ${user.id})`;
}

const linkHasUses = sql`(link.max_uses IS NULL OR link.uses < link.max_uses)`;

/** Neither off nor expired, and whoever made it may still hand out its role. */
function linkOpen(ctx: RequestContext): SQL {
  return sql`(link.ended_at IS NULL AND (link.expires_at IS NULL OR link.expires_at > ${ctx.now})
    AND EXISTS (SELECT 1 FROM ${memberships} AS maker
      WHERE maker.id = link.created_by AND maker.status = 'active' AND maker.role = 'super_admin'))`;
}

async function requireLink(ctx: RequestContext, token: string): Promise<string> {
  const linkId = await readLinkToken(ctx.settings, token);
  if (linkId === undefined) throw new Problem("not_found", { logReason: "token not ours" });
  return linkId;
}
