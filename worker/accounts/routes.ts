import { Hono } from "hono";
import * as v from "valibot";
import { codeRequest, meChange, refreshRequest, sessionRequest, sessionsEnding } from "../../shared/api/accounts.ts";
import { pageQuery } from "../../shared/api/fields.ts";
import type { AppEnv } from "../context.ts";
import { isFromOwnPage } from "../http/own-origin.ts";
import { jsonBody, query } from "../http/validate.ts";
import { changeMe, readMe } from "./me.ts";
import { openSession } from "./open-session.ts";
import { refreshSession } from "./refresh-session.ts";
import { requestCode } from "./request-code.ts";
import { clearedSessionCookie, sessionCookie } from "./session-cookie.ts";
import { endAllSessions, endSession, listSessions } from "./sessions.ts";

export const accountRoutes = new Hono<AppEnv>()
  .post("/auth/codes", jsonBody(codeRequest), async (c) => {
    await requestCode(c.get("ctx"), c.req.valid("json"));
    return c.json({}, 202);
  })
  .post("/auth/sessions", jsonBody(sessionRequest), async (c) => {
    const ctx = c.get("ctx");
    const { tokens, sessionId } = await openSession(ctx, c.req.valid("json"));
    if (isFromOwnPage(ctx, c.req.raw.headers)) c.header("Set-Cookie", await sessionCookie(ctx, sessionId));
    return c.json(tokens, 201);
  })
  .post("/auth/sessions/refresh", jsonBody(refreshRequest), async (c) =>
    c.json(await refreshSession(c.get("ctx"), c.req.valid("json").refreshToken), 200),
  )
  .get("/auth/sessions", query(v.strictObject(pageQuery)), async (c) =>
    c.json(await listSessions(c.get("ctx"), c.req.valid("query")), 200),
  )
  .delete("/auth/sessions", query(sessionsEnding), async (c) => {
    const ctx = c.get("ctx");
    const keepsCurrent = c.req.valid("query").keep === "current";
    await endAllSessions(ctx, keepsCurrent);
    if (!keepsCurrent && ctx.credentials?.via === "cookie") c.header("Set-Cookie", clearedSessionCookie(ctx));
    return c.body(null, 204);
  })
  .delete("/auth/sessions/:sessionId", async (c) => {
    const ctx = c.get("ctx");
    const id = c.req.param("sessionId");
    await endSession(ctx, id);
    const own = id === "current" || id === ctx.credentials?.sessionId;
    if (own && ctx.credentials?.via === "cookie") c.header("Set-Cookie", clearedSessionCookie(ctx));
    return c.body(null, 204);
  })
  .get("/me", async (c) => c.json(await readMe(c.get("ctx")), 200))
  .patch("/me", jsonBody(meChange), async (c) => c.json(await changeMe(c.get("ctx"), c.req.valid("json")), 200));
