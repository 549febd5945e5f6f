import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { InviteLink, inviteLinkChange } from "../../shared/api/invite-links.ts";
import type { AuditAction } from "../../shared/audit-actions.ts";
import { newId } from "../../shared/ids.ts";
import { mayHandOut } from "../../shared/policy/roles.ts";
import type { ProblemCode } from "../../shared/problem.ts";
import { auditChange } from "../audit/record-change.ts";
import type { RequestContext } from "../context.ts";
import { inviteLinks } from "../db/schema/invite-links.ts";
import { Problem } from "../http/problem.ts";
import { requireTimeToCome } from "../http/time-to-come.ts";
import { type Expected, ifExpected, requireExpected, versioned, versionOfFacts } from "../http/versions.ts";
import { actorStill } from "../members/actor-still.ts";
import { type Actor, authorize } from "../workspaces/authorize.ts";
import { linkUrl } from "./invite-link-token.ts";

type LinkRow = typeof inviteLinks.$inferSelect;

/** Makes the workspace's invite link anew: the one before is dead with it. */
export async function putInviteLink(
  ctx: RequestContext,
  workspaceId: string,
  change: InferOutput<typeof inviteLinkChange>,
  expected?: Expected,
): Promise<InviteLink> {
  const actor = await authorizeForLink(ctx, workspaceId);
  if (!mayHandOut(actor.membership.role, change.role)) throw new Problem("forbidden");
  requireTimeToCome(ctx, change.expiresAt);
  const before = await expectedLink(ctx, workspaceId, expected);
  const changeId = newId("change");
  const id = newId("inviteLink");
  const { write } = ctx.db;
  const [, , , , rows] = await write.batch([
    endOpenLink(ctx, actor, `${changeId}-end`, before),
    recordLink(ctx, actor, `${changeId}-end`, "invite_link.ended"),
    write.run(sql`INSERT INTO ${inviteLinks}
      (id, workspace_id, role, expires_at, max_uses, created_by, created_at, change_id)
      SELECT ${id}, ${workspaceId}, ${change.role}, ${change.expiresAt ?? null}, ${change.maxUses ?? null},
        ${actor.membership.id}, ${ctx.now}, ${changeId}
      WHERE ${actorStill(actor)} AND ${before ? hasEnded(`${changeId}-end`) : sql`1`}`),
    recordLink(ctx, actor, changeId, "invite_link.created"),
    write.select().from(inviteLinks).where(eq(inviteLinks.id, id)),
  ]);
  const [row] = rows;
  if (row) return presentLink(ctx, row);
  // What was judged a moment ago has changed; judged again it says how.
  await authorizeForLink(ctx, workspaceId);
  throw new Problem(before ? "precondition_failed" : "forbidden", { logReason: "changed meanwhile" });
}

/** The open link with its address; 404 where there is none. */
export async function readInviteLink(ctx: RequestContext, workspaceId: string): Promise<InviteLink> {
  await authorizeForLink(ctx, workspaceId);
  const row = await openLink(ctx, workspaceId);
  if (!row) throw new Problem("not_found");
  return presentLink(ctx, row);
}

/** Turns the link off. */
export async function deleteInviteLink(ctx: RequestContext, workspaceId: string, expected?: Expected): Promise<void> {
  const actor = await authorizeForLink(ctx, workspaceId);
  const one = await expectedLink(ctx, workspaceId, expected, "not_found");
  const changeId = newId("change");
  const [ended] = await ctx.db.write.batch([
    endOpenLink(ctx, actor, changeId, one),
    recordLink(ctx, actor, changeId, "invite_link.ended"),
  ]);
  if (ended.length === 0) throw new Problem(one ? "precondition_failed" : "not_found");
}

async function openLink(ctx: RequestContext, workspaceId: string): Promise<LinkRow | undefined> {
  const [row] = await ctx.db.read
    .select()
    .from(inviteLinks)
    .where(and(eq(inviteLinks.workspaceId, workspaceId), isNull(inviteLinks.endedAt)));
  return row;
}

/** The open link, where a certain one was expected; 412 where it is another and, unless said otherwise, where there is none. */
async function expectedLink(
  ctx: RequestContext,
  workspaceId: string,
  expected: Expected,
  none: ProblemCode = "precondition_failed",
): Promise<LinkRow | undefined> {
  if (expected === undefined) return undefined;
  const open = await openLink(ctx, workspaceId);
  if (!open) throw new Problem(none);
  requireExpected(expected, versionOfFacts([open.id]));
  return ifExpected(expected, open);
}

function hasEnded(changeId: string): SQL {
  return sql`EXISTS (SELECT 1 FROM ${inviteLinks} AS before WHERE before.change_id = ${changeId})`;
}

async function authorizeForLink(ctx: RequestContext, workspaceId: string): Promise<Actor> {
  const actor = await authorize(ctx, workspaceId, "members.manage");
  if (actor.workspace.kind === "personal") throw new Problem("personal_workspace");
  return actor;
}

/** Whichever is open, or this one alone. */
function endOpenLink(ctx: RequestContext, actor: Actor, changeId: string, one?: LinkRow) {
  return ctx.db.write
    .update(inviteLinks)
    .set({ endedAt: ctx.now, changeId })
    .where(
      and(
        ...[eq(inviteLinks.workspaceId, actor.workspace.id), isNull(inviteLinks.endedAt), actorStill(actor)],
        one && eq(inviteLinks.id, one.id),
      ),
    )
    .returning({ id: inviteLinks.id });
}

function recordLink(ctx: RequestContext, actor: Actor, changeId: string, action: AuditAction) {
  return auditChange(ctx, {
    table: "invite_links",
    changeId,
    actorUserId: actor.user.id,
    action,
    data: sql`json_object('role', changed.role, 'expiresAt', changed.expires_at, 'maxUses', changed.max_uses, 'uses', changed.uses)`,
  });
}

async function presentLink(ctx: RequestContext, row: LinkRow): Promise<InviteLink> {
  const shown: InviteLink = {
    url: await linkUrl(ctx.settings, row.id),
    role: row.role,
    uses: row.uses,
    maxUses: row.maxUses,
    expiresAt: row.expiresAt === null ? null : new Date(row.expiresAt).toISOString(),
    createdAt: new Date(row.createdAt).toISOString(),
  };
  return versioned(shown, [row.id]);
}
