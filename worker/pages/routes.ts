import { type Context, Hono } from "hono";
import * as v from "valibot";
import { parseEmailAddress } from "../../shared/email-address.ts";
import { translator } from "../../shared/i18n/translate.ts";
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
import { acceptInvitation, declineInvitation, previewInvitation } from "../members/answer-invitation.ts";
import { listWatchable } from "../shares/list-watchable.ts";
import { homePage } from "./home-page.tsx";
import { closedInvitationPage, invitationPage } from "./invitation-page.tsx";
import { localPath } from "./local-path.ts";
import { codeStep, emailStep } from "./sign-in-page.tsx";

const FIELD_MAX = 2_000;
const field = v.optional(v.pipe(v.string(), v.maxLength(FIELD_MAX)));
const signInForm = v.object({ email: field, code: field, next: field });
const answerForm = v.object({ answer: v.picklist(["accept", "decline"]) });

export const pageRoutes = new Hono<AppEnv>()
  .get("/", async (c) => {
    const ctx = c.get("ctx");
    if (!(await findUser(ctx))) return c.redirect("/sign-in", 303);
    const [me, videos] = await Promise.all([readMe(ctx), listWatchable(ctx)]);
    return homePage(ctx, me, videos);
  })
  .get("/sign-in", async (c) => {
    const ctx = c.get("ctx");
    const next = localPath(c.req.query("next"), ctx.settings.origin);
    if (await findUser(ctx)) return c.redirect(next, 303);
    return emailStep(ctx, { next });
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
  .get("/invite/:token", (c) => showInvitation(c, c.req.param("token")))
  .post("/invite/:token", formBody(answerForm), async (c) => {
    const ctx = c.get("ctx");
    const token = c.req.param("token");
    try {
      if (c.req.valid("form").answer === "accept") await acceptInvitation(ctx, token);
      else await declineInvitation(ctx, token);
    } catch (error) {
      return answerClosed(c, error, token);
    }
    return c.redirect("/", 303);
  });

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

async function showInvitation(c: Context<AppEnv>, token: string): Promise<Response> {
  const ctx = c.get("ctx");
  try {
    const preview = await previewInvitation(ctx, token);
    return invitationPage(ctx, { token, preview, reader: (await findUser(ctx))?.user });
  } catch (error) {
    return answerClosed(c, error, token);
  }
}

/** What went wrong with an invitation, on a page that says what to do next. */
function answerClosed(c: Context<AppEnv>, error: unknown, token: string): Promise<Response> | Response {
  if (!(error instanceof Problem)) throw error;
  switch (error.code) {
    case "invitation_gone":
      return closedInvitationPage(c.get("ctx"), "gone");
    case "not_found":
      return closedInvitationPage(c.get("ctx"), "unknown");
    case "unauthenticated":
    case "email_mismatch":
      return c.redirect(`/invite/${encodeURIComponent(token)}`, 303);
    default:
      throw error;
  }
}
