import { and, desc, eq, gt, isNull } from "drizzle-orm";
import type { Session } from "../../shared/api/accounts.ts";
import type { RequestContext } from "../context.ts";
import { sessions } from "../db/schema/sessions.ts";
import { Problem } from "../http/problem.ts";
import { presentSession } from "./present.ts";
import { requireUser } from "./require-user.ts";

const SESSIONS_SHOWN = 200;

/** The caller's living sessions, last used first. */
export async function listSessions(ctx: RequestContext): Promise<Session[]> {
  const { user, sessionId } = await requireUser(ctx);
  const rows = await ctx.db.read
    .select()
    .from(sessions)
    .where(and(ownSession(user.id), gt(sessions.expiresAt, ctx.now)))
    .orderBy(desc(sessions.lastUsedAt))
    .limit(SESSIONS_SHOWN);
  return rows.map((row) => presentSession(row, sessionId));
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

export async function endAllSessions(ctx: RequestContext): Promise<void> {
  const { user } = await requireUser(ctx);
  await ctx.db.write.update(sessions).set({ endedAt: ctx.now }).where(ownSession(user.id));
}

/** Those a person signed in to; what their API keys act in ends with the key. */
function ownSession(userId: string) {
  return and(eq(sessions.userId, userId), isNull(sessions.endedAt), isNull(sessions.apiKeyId));
}
