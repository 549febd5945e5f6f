import type { Session, SessionTokens, User } from "../../shared/api/accounts.ts";
import { ACCESS_TOKEN_LIFETIME } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import type { sessions } from "../db/schema/sessions.ts";
import { makeRefreshToken, signAccessToken } from "./credentials.ts";
import type { UserRow } from "./require-user.ts";

export function presentUser(user: UserRow): User {
  return { id: user.id, email: user.email, name: user.name, locale: user.locale };
}

export async function presentTokens(
  ctx: RequestContext,
  user: UserRow,
  sessionId: string,
  generation: number,
): Promise<SessionTokens> {
  return {
    accessToken: await signAccessToken(ctx.settings, { sessionId, userId: user.id }, ctx.now),
    refreshToken: await makeRefreshToken(ctx.settings, sessionId, generation),
    expiresIn: ACCESS_TOKEN_LIFETIME / 1000,
    user: presentUser(user),
  };
}

export function presentSession(row: typeof sessions.$inferSelect, currentId: string): Session {
  return {
    id: row.id,
    createdAt: new Date(row.createdAt).toISOString(),
    lastUsedAt: new Date(row.lastUsedAt).toISOString(),
    userAgent: row.userAgent,
    current: row.id === currentId,
  };
}
