import type { Context } from "hono";
import { accessAsked } from "../../shared/api/access-requests.ts";
import { askForAccess } from "../access-requests/ask-for-access.ts";
import type { AppEnv } from "../context.ts";
import { requireOwnOrigin } from "../http/own-origin.ts";
import { sendsForm } from "../http/sends-form.ts";
import { check, readForm, readJson } from "../http/validate.ts";
import { openShare, refusal } from "../shares/gate.ts";
import type { ShareAsked } from "../shares/share-asked.ts";
import { askedPage } from "./asked-page.tsx";
import { refuseShare, toShare } from "./refuse-share.ts";

/**
 * Asking for access to a share, from its page or by a program. The gate is asked first: whoever is let in goes to the
 * page, and whoever it refuses for another reason than their level hears that reason.
 */
export async function answerAsking(c: Context<AppEnv>, asked: ShareAsked): Promise<Response> {
  const ctx = c.get("ctx");
  const { headers } = c.req.raw;
  requireOwnOrigin(ctx, headers);
  const answer = await openShare(ctx, asked, { anew: true });
  const { viewer } = answer;
  if (viewer) ctx.log.user = viewer.id;
  if (answer.allow) return toShare(asked);
  const isForm = sendsForm(headers);
  if (!("mayAsk" in answer) || !answer.mayAsk || !viewer) {
    if (isForm) return refuseShare(ctx, answer, asked);
    throw refusal(answer.reason);
  }
  const { message = "" } = check(accessAsked, await (isForm ? readAsking(c) : readJson(c)), "");
  const request = await askForAccess(ctx, { user: viewer, shareId: answer.shareId, message });
  return isForm
    ? askedPage(ctx, { ...asked, request, status: 201 })
    : c.json(request, 201, { "Cache-Control": "private, no-store" });
}

async function readAsking(c: Context<AppEnv>): Promise<unknown> {
  const form = await readForm(c);
  // A browser ends the lines of a text area by CRLF, and counts each as one character.
  const { message } = form;
  return typeof message === "string" ? { message: message.replaceAll("\r\n", "\n") } : form;
}
