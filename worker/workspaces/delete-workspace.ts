import { and, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import { newId } from "../../shared/ids.ts";
import { auditChange } from "../audit/record-change.ts";
import type { RequestContext } from "../context.ts";
import { apiKeys } from "../db/schema/api-keys.ts";
import { domains } from "../db/schema/domains.ts";
import { inviteLinks } from "../db/schema/invite-links.ts";
import { memberships } from "../db/schema/memberships.ts";
import { nodes } from "../db/schema/nodes.ts";
import { sessions } from "../db/schema/sessions.ts";
import { webhooks } from "../db/schema/webhooks.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { Problem } from "../http/problem.ts";
import { actorStill } from "../members/actor-still.ts";
import { authorize } from "./authorize.ts";

/**
 * Deletes a shared workspace: nobody is in it any more and nothing of it is found, from one moment to the next. What
 * it held lies in the trash, which nobody can reach, and is purged with it; its audit log stays. 409
 * `personal_workspace` for a person's own.
 */
export async function deleteWorkspace(ctx: RequestContext, workspaceId: string): Promise<void> {
  const actor = await authorize(ctx, workspaceId, "settings.manage");
  if (actor.workspace.kind === "personal") throw new Problem("personal_workspace");
  const changeId = newId("change");
  const { write } = ctx.db;
  const [deleted] = await write.batch([
    write
      .update(workspaces)
      // Whoever asks to join is answered as ever, and nothing is stored.
      .set({ deletedAt: ctx.now, joinPolicy: "invite_only", logoKey: null, changeId })
      .where(and(eq(workspaces.id, workspaceId), isNull(workspaces.deletedAt), actorStill(actor)))
      .returning({ id: workspaces.id }),
    auditChange(ctx, {
      table: "workspaces",
      changeId,
      actorUserId: actor.user.id,
      action: "workspace.deleted",
      data: sql`json_object('name', changed.name, 'members', changed.occupied)`,
    }),
    ...endAll(ctx, workspaceId, changeId),
  ]);
  if (deleted.length > 0) return;
  // Someone was faster, or took the role: which, this says by itself.
  await authorize(ctx, workspaceId, "settings.manage");
  throw new Problem("not_found");
}

/** What gives access to the workspace, or of it to others; each statement only where this change has deleted it. */
function endAll(ctx: RequestContext, workspaceId: string, changeId: string) {
  const { write } = ctx.db;
  const now = ctx.now;
  const isGone = sql`EXISTS (SELECT 1 FROM ${workspaces} AS gone WHERE gone.id = ${workspaceId}
    AND gone.change_id = ${changeId})`;
  const keys = sql`SELECT cut.id FROM ${apiKeys} AS cut WHERE cut.workspace_id = ${workspaceId}`;
  return [
    write
      .update(memberships)
      .set({ status: "ended", endReason: REASON, endedAt: now, updatedAt: now, changeId })
      .where(and(eq(memberships.workspaceId, workspaceId), ne(memberships.status, "ended"), isGone)),
    write
      .update(inviteLinks)
      .set({ endedAt: now, changeId })
      .where(and(eq(inviteLinks.workspaceId, workspaceId), isNull(inviteLinks.endedAt), isGone)),
    write
      .update(apiKeys)
      .set({ endedAt: now, changeId })
      .where(and(eq(apiKeys.workspaceId, workspaceId), isNull(apiKeys.endedAt), isGone)),
    write
      .update(sessions)
      .set({ endedAt: now })
      .where(and(sql`${sessions.apiKeyId} IN (${keys})`, isNull(sessions.endedAt), isGone)),
    write.delete(domains).where(and(eq(domains.workspaceId, workspaceId), isGone)),
    write.delete(webhooks).where(and(eq(webhooks.workspaceId, workspaceId), isGone)),
    write
      .update(nodes)
      .set({ trashedAt: now, updatedAt: now, changeId })
      .where(and(eq(nodes.workspaceId, workspaceId), isNull(nodes.parentId), isNull(nodes.trashedAt), isGone)),
  ] as const;
}

const REASON: SQL<"revoked" | "denied" | "removed"> = sql`CASE ${memberships.status} WHEN 'invited' THEN 'revoked'
  WHEN 'requested' THEN 'denied' ELSE 'removed' END`;
