import { and, eq, gt, isNull } from "drizzle-orm";
import { SESSION_LIFETIME, SESSION_TOUCHED_EVERY } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { prepared, type Value } from "../db/prepared.ts";
import { sessions } from "../db/schema/sessions.ts";
import { users } from "../db/schema/users.ts";
import { Problem } from "../http/problem.ts";

export type UserRow = typeof users.$inferSelect;
export type SignedIn = { user: UserRow; sessionId: string };

/** Lives now: not ended and used within its lifetime. The condition of every query made in a session's name. */
export function sessionLives({ now }: { now: Value<number> }, sessionId: Value<string>) {
  return and(eq(sessions.id, sessionId), isNull(sessions.endedAt), gt(sessions.expiresAt, now));
}

/** The session id the request claims; 401 without one. */
export function claimedSession(ctx: RequestContext): string {
  if (!ctx.credentials) throw new Problem("unauthenticated");
  return ctx.credentials.sessionId;
}

/** Who is asking, read from the database; 401 `unauthenticated` when nobody is signed in or the session is over. */
export async function requireUser(ctx: RequestContext): Promise<SignedIn> {
  const found = await findUser(ctx);
  if (!found) throw new Problem("unauthenticated");
  return found;
}

const userOf = prepared(["sessionId", "now"], (db, { sessionId, now }) =>
  db
    .select({ user: users, lastUsedAt: sessions.lastUsedAt })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(sessionLives({ now }, sessionId)),
);

/** Who is asking, or undefined for a stranger; for pages that both may open. */
export async function findUser(ctx: RequestContext): Promise<SignedIn | undefined> {
  const sessionId = ctx.credentials?.sessionId;
  if (sessionId === undefined) return undefined;
  const [[row]] = await ctx.db.read.batch([userOf({ sessionId, now: ctx.now })]);
  if (!row) return undefined;
  ctx.log.user = row.user.id;
  keepAlive(ctx, sessionId, row.lastUsedAt);
  return { user: row.user, sessionId };
}

/** A session in use goes on: at most once an hour its time starts anew, after the answer. */
function keepAlive(ctx: RequestContext, sessionId: string, lastUsedAt: number): void {
  if (ctx.now - lastUsedAt < SESSION_TOUCHED_EVERY) return;
  ctx.waitUntil(
    ctx.db.write
      .update(sessions)
      .set({ lastUsedAt: ctx.now, expiresAt: ctx.now + SESSION_LIFETIME })
      .where(sessionLives(ctx, sessionId))
      .then(() => undefined),
  );
}
