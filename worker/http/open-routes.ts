import type { Context, MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { AppEnv } from "../context.ts";
import { Problem } from "./problem.ts";

/** The API's routes that ask nobody who they are, and why not. Every other refuses a stranger before it reads anything. */
export const OPEN_ROUTES: Record<string, string> = {
  "POST /api/v1/auth/codes": "the first step of signing in",
  "POST /api/v1/auth/sessions": "signs in: the code is the credential",
  "POST /api/v1/auth/sessions/refresh": "the refresh token is the credential",
  "GET /api/v1/openapi.json": "the reference of the API: the same for everyone",
  "GET /api/v1/invitations/:token": "the token is the credential; changes nothing",
};

export function isOpenRoute(c: Context<AppEnv>): boolean {
  const method = c.req.method === "HEAD" ? "GET" : c.req.method;
  return `${method} ${routePath(c, -1)}` in OPEN_ROUTES;
}

/** Denies by default: a new route of the API is closed to strangers unless it stands on the list above. */
export const closedToStrangers: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (!isOpenRoute(c) && !c.get("ctx").credentials) throw new Problem("unauthenticated");
  await next();
};
