import { and, eq, gte, isNull, lt, sql } from "drizzle-orm";
import type { SessionTokens } from "../../shared/api/accounts.ts";
import { REFRESH_GRACE, SESSION_LIFETIME } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { sessionRotations, sessions } from "../db/schema/sessions.ts";
import { users } from "../db/schema/users.ts";
import { Problem } from "../http/problem.ts";
import { readRefreshToken } from "./credentials.ts";
import { presentTokens } from "./present.ts";
import { sessionLives } from "./require-user.ts";

/**
 * Exchanges a refresh token for its successor. Each generation has one successor, so two tabs that
 * ask at once get the same. An old token that comes back later than the grace was stolen from
 * someone: the whole session ends (RFC 9700, section 4.14.2).
 */
export async function refreshSession(ctx: RequestContext, refreshToken: string): Promise<SessionTokens> {
  const token = await readRefreshToken(ctx.settings, refreshToken);
  if (!token) throw new Problem("unauthenticated", { logReason: "refresh token not ours" });
  const { sessionId, generation } = token;

  const { write } = ctx.db;
  const alive = sessionLives(ctx, sessionId);
  const isNewest = and(alive, eq(sessions.generation, generation));
  const [, , , found] = await write.batch([
    write
      .delete(sessionRotations)
      .where(and(eq(sessionRotations.sessionId, sessionId), lt(sessionRotations.rotatedAt, ctx.now - REFRESH_GRACE))),
    write.run(sql`INSERT INTO ${sessionRotations} (session_id, generation, rotated_at)
      SELECT ${sessions.id}, ${generation}, ${ctx.now} FROM ${sessions} WHERE ${isNewest}`),
    write
      .update(sessions)
      .set({ generation: generation + 1, lastUsedAt: ctx.now, expiresAt: ctx.now + SESSION_LIFETIME })
      .where(isNewest),
    write
      .select({ user: users })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .innerJoin(
        sessionRotations,
        and(eq(sessionRotations.sessionId, sessions.id), eq(sessionRotations.generation, generation)),
      )
      .where(and(alive, gte(sessionRotations.rotatedAt, ctx.now - REFRESH_GRACE))),
  ]);

  const user = found[0]?.user;
  if (!user) {
    await endStolen(ctx, sessionId);
    throw new Problem("session_ended", { logReason: "refresh token used again or session over" });
  }
  ctx.log.user = user.id;
  return presentTokens(ctx, user, sessionId, generation + 1);
}

async function endStolen(ctx: RequestContext, sessionId: string): Promise<void> {
  await ctx.db.write
    .update(sessions)
    .set({ endedAt: ctx.now })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)));
}
