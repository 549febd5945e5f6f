import type { Session, SessionTokens, User } from "../../shared/api/accounts.ts";
import type { Page } from "../../shared/api/fields.ts";
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

type SessionRow = typeof sessions.$inferSelect;

/** A page of sessions, read with one more than it shows, the newest first; ids made later sort after earlier ones. */
export function pageOfSessions(rows: readonly SessionRow[], limit: number, currentId: string): Page<Session> {
  const shown = rows.slice(0, limit);
  return {
    items: shown.map((row) => presentSession(row, currentId)),
    nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

function presentSession(row: SessionRow, currentId: string): Session {
  return {
    id: row.id,
    createdAt: new Date(row.createdAt).toISOString(),
    lastUsedAt: new Date(row.lastUsedAt).toISOString(),
    userAgent: row.userAgent,
    current: row.id === currentId,
  };
}
