import { jwtVerify, SignJWT } from "jose";
import { ID_PREFIXES } from "../../shared/ids.ts";
import { ACCESS_TOKEN_LIFETIME } from "../../shared/limits.ts";
import type { Credentials } from "../context.ts";
import type { Settings } from "../env.ts";
import { mac, signingKey, verifyMac } from "../secrets/derive.ts";

/**
 * The three things a session is known by. Each says who someone is and nothing of what they may do;
 * whether the session still lives is read from the database on every request.
 *
 * - access token: JWT (RFC 7519), HS256, ten minutes, for `Authorization: Bearer`
 * - cookie: session id and MAC, HttpOnly, for our own pages
 * - refresh token: session id, generation and MAC, for `POST /auth/sessions/refresh`
 */

const AUDIENCE = "foyer";
const ACCESS_TOKEN_PURPOSE = "access-token";
const COOKIE_PURPOSE = "session-cookie";
const REFRESH_PURPOSE = "refresh-token";

export function cookieName(settings: Settings): string {
  return settings.secure ? "__Host-foyer_session" : "foyer_session";
}

/** Reads who a request says it is; what does not verify counts as nobody. */
export async function readCredentials(
  settings: Settings,
  headers: Headers,
  now: number,
): Promise<Credentials | undefined> {
  const authorization = headers.get("Authorization");
  if (authorization !== null) {
    const token = /^Bearer ([A-Za-z0-9._-]+)$/i.exec(authorization)?.[1];
    return token === undefined ? undefined : verifyAccessToken(settings, token, now);
  }
  const cookie = readCookie(headers.get("Cookie"), cookieName(settings));
  const sessionId = cookie === undefined ? undefined : await verifyCookieValue(settings, cookie);
  return sessionId === undefined ? undefined : { sessionId, via: "cookie" };
}

export async function signAccessToken(
  settings: Settings,
  session: { sessionId: string; userId: string },
  now: number,
): Promise<string> {
  return new SignJWT({ sid: session.sessionId })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setSubject(session.userId)
    .setIssuer(settings.publicUrl)
    .setAudience(AUDIENCE)
    .setIssuedAt(Math.floor(now / 1000))
    .setExpirationTime(Math.floor((now + ACCESS_TOKEN_LIFETIME) / 1000))
    .sign(await signingKey(settings.secrets[0], ACCESS_TOKEN_PURPOSE));
}

export async function makeCookieValue(settings: Settings, sessionId: string): Promise<string> {
  return `${sessionId}.${await mac(settings, COOKIE_PURPOSE, sessionId)}`;
}

export async function makeRefreshToken(settings: Settings, sessionId: string, generation: number): Promise<string> {
  const body = `${sessionId}.${generation}`;
  return `${body}.${await mac(settings, REFRESH_PURPOSE, body)}`;
}

export async function readRefreshToken(
  settings: Settings,
  token: string,
): Promise<{ sessionId: string; generation: number } | undefined> {
  const match = /^(ses_[0-9a-z]{26})\.(\d{1,9})\.([A-Za-z0-9_-]{43})$/.exec(token);
  if (!match) return undefined;
  const [, sessionId = "", generation = "", given = ""] = match;
  const good = await verifyMac(settings, REFRESH_PURPOSE, `${sessionId}.${generation}`, given);
  return good ? { sessionId, generation: Number(generation) } : undefined;
}

async function verifyAccessToken(settings: Settings, token: string, now: number): Promise<Credentials | undefined> {
  for (const secret of settings.secrets) {
    try {
      const { payload } = await jwtVerify(token, await signingKey(secret, ACCESS_TOKEN_PURPOSE), {
        algorithms: ["HS256"],
        issuer: settings.publicUrl,
        audience: AUDIENCE,
        currentDate: new Date(now),
      });
      const { sid, iat = 0 } = payload;
      if (typeof sid === "string" && sid.startsWith(`${ID_PREFIXES.session}_`)) {
        return { sessionId: sid, via: "bearer", issuedAt: iat * 1000 };
      }
    } catch {
      // Another secret may have signed it.
    }
  }
  return undefined;
}

async function verifyCookieValue(settings: Settings, value: string): Promise<string | undefined> {
  const match = /^(ses_[0-9a-z]{26})\.([A-Za-z0-9_-]{43})$/.exec(value);
  if (!match) return undefined;
  const [, sessionId = "", given = ""] = match;
  return (await verifyMac(settings, COOKIE_PURPOSE, sessionId, given)) ? sessionId : undefined;
}

function readCookie(header: string | null, name: string): string | undefined {
  for (const pair of (header ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}
