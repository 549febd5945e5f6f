import { type Context, Hono } from "hono";
import * as v from "valibot";
import { parseEmailAddress } from "../../shared/email-address.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { listWaitingAccess } from "../access-requests/list-waiting-access.ts";
import { readMe } from "../accounts/me.ts";
import { openSession } from "../accounts/open-session.ts";
import { requestCode } from "../accounts/request-code.ts";
import { findUser } from "../accounts/require-user.ts";
import { clearedSessionCookie, sessionCookie } from "../accounts/session-cookie.ts";
import { endSession } from "../accounts/sessions.ts";
import type { AppEnv } from "../context.ts";
import { isFromOwnPage } from "../http/own-origin.ts";
import { Problem } from "../http/problem.ts";
import { formBody } from "../http/validate.ts";
import { listWaitingRequests } from "../joining/list-waiting.ts";
import { serveLogo } from "../looks/serve-logo.ts";
import { findHouseAskingAnew } from "../shares/asks-anew.ts";
import { listWatchable } from "../shares/list-watchable.ts";
import { homePage } from "./home-page.tsx";
import { localPath } from "./local-path.ts";
import { codeStep, emailStep } from "./sign-in-page.tsx";
import { serveAsset } from "./watch-script.ts";

const FIELD_MAX = 2_000;
const field = v.optional(v.pipe(v.string(), v.maxLength(FIELD_MAX)));
const signInForm = v.object({ email: field, code: field, next: field });

export const pageRoutes = new Hono<AppEnv>()
  .get("/", async (c) => {
    const ctx = c.get("ctx");
    if (!(await findUser(ctx))) return c.redirect("/sign-in", 303);
    const [me, watchable, requests, access] = await Promise.all([
      readMe(ctx),
      listWatchable(ctx),
      listWaitingRequests(ctx),
      listWaitingAccess(ctx),
    ]);
    return homePage(ctx, { me, watchable, requests, access });
  })
  .get("/sign-in", async (c) => {
    const ctx = c.get("ctx");
    const next = localPath(c.req.query("next"), ctx.settings.origin);
    const signedIn = await findUser(ctx);
    if (!signedIn) return emailStep(ctx, { next });
    const asking = await findHouseAskingAnew(ctx, next);
    return asking ? emailStep(ctx, { next, email: signedIn.user.email, asking }) : c.redirect(next, 303);
  })
  .post("/sign-in", formBody(signInForm), async (c) => {
    const { email, code, next } = c.req.valid("form");
    const way = localPath(next, c.get("ctx").settings.origin);
    if (email === undefined) return emailStep(c.get("ctx"), { next: way });
    return code === undefined ? askForCode(c, email, way) : useCode(c, email, code, way);
  })
  .post("/sign-out", async (c) => {
    const ctx = c.get("ctx");
    if (await findUser(ctx)) await endSession(ctx, "current");
    c.header("Set-Cookie", clearedSessionCookie(ctx));
    return c.redirect("/sign-in", 303);
  })
  .get("/logos/:name", (c) => serveLogo(c.get("ctx"), c.req.param("name")))
  .get("/assets/:file", (c) => serveAsset(c.req.param("file")) ?? c.notFound());

async function askForCode(c: Context<AppEnv>, email: string, next: string): Promise<Response> {
  const ctx = c.get("ctx");
  const t = translator(ctx.locale);
  const address = parseEmailAddress(email)?.address;
  if (address === undefined) return emailStep(ctx, { next, email, error: t("sign_in.bad_email"), status: 400 });
  try {
    await requestCode(ctx, { email });
  } catch (error) {
    const spent = limitMessage(ctx.locale, error);
    if (spent === undefined) throw error;
    return emailStep(ctx, { next, email, error: spent, status: 429 });
  }
  return codeStep(ctx, { next, email: address });
}

async function useCode(c: Context<AppEnv>, email: string, code: string, next: string): Promise<Response> {
  const ctx = c.get("ctx");
  const t = translator(ctx.locale);
  // Signing someone in to an account not theirs is an attack as well.
  if (!isFromOwnPage(ctx, c.req.raw.headers)) throw new Problem("origin_not_allowed");
  try {
    const { sessionId } = await openSession(ctx, { email, code: code.replace(/[\s-]/g, "") });
    c.header("Set-Cookie", await sessionCookie(ctx, sessionId));
    return c.redirect(next, 303);
  } catch (error) {
    const spent = limitMessage(ctx.locale, error);
    if (spent !== undefined) return codeStep(ctx, { next, email, error: spent, status: 429 });
    if (!(error instanceof Problem) || error.code !== "invalid_code") throw error;
    ctx.log.reason = error.options.logReason;
    return codeStep(ctx, { next, email, error: t("sign_in.invalid_code"), status: 401 });
  }
}

function limitMessage(locale: "en" | "fr", error: unknown): string | undefined {
  if (!(error instanceof Problem) || error.code !== "rate_limited") return undefined;
  const minutes = Math.max(1, Math.ceil((error.options.retryAfterSeconds ?? 60) / 60));
  return translator(locale)("sign_in.rate_limited", { minutes });
}
