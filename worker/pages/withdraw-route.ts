import type { Context } from "hono";
import type { Asker } from "../access-requests/own-request.ts";
import { withdrawAccess } from "../access-requests/withdraw-access.ts";
import type { AppEnv } from "../context.ts";
import { requireOwnOrigin } from "../http/own-origin.ts";
import { Problem } from "../http/problem.ts";
import { type GateAnswer, openShare, refusal } from "../shares/gate.ts";
import type { ShareAsked } from "../shares/share-asked.ts";
import { refuseShare, toShare } from "./refuse-share.ts";

/** Taking back what one asked for, by a program. */
export async function answerWithdrawing(c: Context<AppEnv>, asked: ShareAsked): Promise<Response> {
  const answer = await judge(c, asked);
  const asker = askerOf(answer);
  if (!asker) throw answer.allow ? new Problem("unauthenticated") : refusal(answer.reason);
  await withdrawAccess(c.get("ctx"), asker);
  return c.body(null, 204);
}

/** The same by the button of the page, which then says what is so: also where whoever decides was faster. */
export async function answerWithdrawForm(c: Context<AppEnv>, asked: ShareAsked): Promise<Response> {
  const answer = await judge(c, asked);
  const asker = askerOf(answer);
  if (!asker) return answer.allow ? toShare(asked) : refuseShare(c.get("ctx"), answer, asked);
  try {
    await withdrawAccess(c.get("ctx"), asker);
  } catch (error) {
    if (!(error instanceof Problem) || !NOTHING_OPEN.has(error.code)) throw error;
  }
  return toShare(asked);
}

const NOTHING_OPEN: ReadonlySet<string> = new Set(["not_found", "request_decided"]);

/** The gate is asked first, as by every surface. Taking back is no viewing of what the share shows. */
async function judge(c: Context<AppEnv>, asked: ShareAsked): Promise<GateAnswer> {
  const ctx = c.get("ctx");
  requireOwnOrigin(ctx, c.req.raw.headers);
  const answer = await openShare(ctx, asked, { anew: true, takesNoView: true });
  if (answer.viewer) ctx.log.user = answer.viewer.id;
  return answer;
}

/** Whoever is let in by now, or refused as one is who asks; to all others the share says nothing of requests. */
function askerOf(answer: GateAnswer): Asker | undefined {
  const { viewer } = answer;
  if (!viewer) return undefined;
  if ("view" in answer) return { userId: viewer.id, shareId: answer.view.share.id };
  return "mayAsk" in answer ? { userId: viewer.id, shareId: answer.shareId } : undefined;
}
