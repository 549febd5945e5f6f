import { and, desc, eq, gt, isNull, lt, ne } from "drizzle-orm";
import type { Session } from "../../shared/api/accounts.ts";
import type { Page } from "../../shared/api/fields.ts";
import type { RequestContext } from "../context.ts";
import { sessions } from "../db/schema/sessions.ts";
import { Problem } from "../http/problem.ts";
import { pageOfSessions } from "./present.ts";
import { requireUser } from "./require-user.ts";

/** The caller's living sessions, the newest first. */
export async function listSessions(
  ctx: RequestContext,
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<Session>> {
  const { user, sessionId } = await requireUser(ctx);
  const rows = await ctx.db.read
    .select()
    .from(sessions)
    .where(
      and(
        ownSession(user.id),
        gt(sessions.expiresAt, ctx.now),
        page.cursor === undefined ? undefined : lt(sessions.id, page.cursor),
      ),
    )
    .orderBy(desc(sessions.id))
    .limit(page.limit + 1);
  return pageOfSessions(rows, page.limit, sessionId);
}

/** Ends one of the caller's own sessions, `current` for the one asking; 404 for anyone else's. */
export async function endSession(ctx: RequestContext, id: string): Promise<void> {
  const { user, sessionId } = await requireUser(ctx);
  const ended = await ctx.db.write
    .update(sessions)
    .set({ endedAt: ctx.now })
    .where(and(eq(sessions.id, id === "current" ? sessionId : id), ownSession(user.id)))
    .returning({ id: sessions.id });
  if (ended.length === 0) throw new Problem("not_found");
}

/** Ends all of the caller's sessions, or all but the one that asks. */
export async function endAllSessions(ctx: RequestContext, keepsCurrent: boolean): Promise<void> {
  const { user, sessionId } = await requireUser(ctx);
  await ctx.db.write
    .update(sessions)
    .set({ endedAt: ctx.now })
    .where(and(ownSession(user.id), keepsCurrent ? ne(sessions.id, sessionId) : undefined));
}

/** Those a person signed in to; what their API keys act in ends with the key. */
function ownSession(userId: string) {
  return and(eq(sessions.userId, userId), isNull(sessions.endedAt), isNull(sessions.apiKeyId));
}
