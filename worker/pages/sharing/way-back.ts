import type { Context } from "hono";
import type { AppEnv } from "../../context.ts";
import { openShare } from "../../shares/gate.ts";
import type { ShareAsked } from "../../shares/share-asked.ts";
import { refuseShare, toShare } from "../refuse-share.ts";

/** From the address of a form, where a page that said what was wrong may be loaded again, back to the page it stands on. */
export async function answerWayBack(c: Context<AppEnv>, asked: ShareAsked): Promise<Response> {
  const ctx = c.get("ctx");
  const answer = await openShare(ctx, asked, { takesNoView: true });
  if (answer.viewer) ctx.log.user = answer.viewer.id;
  return answer.allow ? toShare(asked) : refuseShare(ctx, answer, asked);
}
