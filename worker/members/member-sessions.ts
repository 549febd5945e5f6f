import { and, desc, eq, gt, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Session } from "../../shared/api/accounts.ts";
import type { Page } from "../../shared/api/fields.ts";
import { newId } from "../../shared/ids.ts";
import { countsHere } from "../accounts/counts-here.ts";
import { pageOfSessions } from "../accounts/present.ts";
import { recordKey } from "../api-keys/api-keys.ts";
import { auditChange } from "../audit/record-change.ts";
import type { RequestContext } from "../context.ts";
import { apiKeys } from "../db/schema/api-keys.ts";
import { memberships } from "../db/schema/memberships.ts";
import { sessions } from "../db/schema/sessions.ts";
import { Problem } from "../http/problem.ts";
import { authorize, authorizeWith } from "../workspaces/authorize.ts";
import { actorStill } from "./actor-still.ts";

/**
 * The sessions in which a member may act here now, the newest first, for `security.manage`. 404 for whoever is not in:
 * an invited person's sessions are nobody's business here.
 */
export async function listMemberSessions(
  ctx: RequestContext,
  workspaceId: string,
  membershipId: string,
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<Session>> {
  const { read } = ctx.db;
  const { actor, results } = await authorizeWith(ctx, workspaceId, "security.manage", (may) => [
    read
      .select({ id: memberships.id })
      .from(memberships)
      .where(and(may, isIn(workspaceId, membershipId))),
    read
      .select({ session: sessions })
      .from(memberships)
      .innerJoin(sessions, eq(sessions.userId, memberships.userId))
      .where(
        and(
          may,
          isIn(workspaceId, membershipId),
          countsHere("memberships"),
          isNull(sessions.apiKeyId),
          isNull(sessions.endedAt),
          gt(sessions.expiresAt, ctx.now),
          page.cursor === undefined ? undefined : lt(sessions.id, page.cursor),
        ),
      )
      .orderBy(desc(sessions.id))
      .limit(page.limit + 1),
  ]);
  const [members, rows] = results;
  if (members.length === 0) throw new Problem("not_found");
  return pageOfSessions(
    rows.map(({ session }) => session),
    page.limit,
    actor.sessionId,
  );
}

/**
 * Ends a member's access here until they sign in anew, for `security.manage`: no session of theirs begun until now
 * counts in this workspace, and their API keys of it are dead. Their other workspaces know nothing of it.
 */
export async function endMemberSessions(ctx: RequestContext, workspaceId: string, membershipId: string): Promise<void> {
  const actor = await authorize(ctx, workspaceId, "security.manage");
  const changeId = newId("change");
  const { write } = ctx.db;
  const actorUserId = actor.user.id;
  // Another machine's clock may have begun a session later than now.
  const newest = sql`(SELECT max(begun.created_at) FROM ${sessions} AS begun WHERE begun.user_id = memberships.user_id)`;
  const [ended] = await write.batch([
    write
      .update(memberships)
      .set({ signInAfter: sql`max(${ctx.now}, coalesce(${newest}, 0))`, updatedAt: ctx.now, changeId })
      .where(and(isIn(workspaceId, membershipId), actorStill(actor)))
      .returning({ id: memberships.id }),
    write
      .update(apiKeys)
      .set({ endedAt: ctx.now, changeId })
      .where(
        and(
          isNull(apiKeys.endedAt),
          sql`${apiKeys.membershipId} IN (SELECT cut.id FROM ${memberships} AS cut WHERE cut.change_id = ${changeId})`,
        ),
      ),
    write
      .update(sessions)
      .set({ endedAt: ctx.now })
      .where(sql`${sessions.apiKeyId} IN (SELECT cut.id FROM ${apiKeys} AS cut WHERE cut.change_id = ${changeId})`),
    auditChange(ctx, {
      table: "memberships",
      changeId,
      actorUserId,
      action: "member.sessions_ended",
      data: sql`json_object('apiKeys', (SELECT count(*) FROM ${apiKeys} AS cut WHERE cut.change_id = ${changeId}))`,
    }),
    recordKey(ctx, changeId, actor, "api_key.deleted"),
  ]);
  if (ended.length > 0) return;
  // Whoever ended it lost the right meanwhile, which this says by itself, or the member is not in.
  await authorize(ctx, workspaceId, "security.manage");
  throw new Problem("not_found");
}

/** Whoever acts, or will again once they are no longer suspended. */
function isIn(workspaceId: string, membershipId: string) {
  return and(
    eq(memberships.id, membershipId),
    eq(memberships.workspaceId, workspaceId),
    inArray(memberships.status, ["active", "suspended"]),
  );
}
