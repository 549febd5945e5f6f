import type { Context } from "hono";
import type { AppEnv } from "../../context.ts";
import { requireOwnOrigin } from "../../http/own-origin.ts";
import { Problem } from "../../http/problem.ts";
import { openShare, refusal } from "../../shares/gate.ts";
import type { ShareAsked } from "../../shares/share-asked.ts";
import type { CollectionView, ShareView } from "../../shares/share-view.ts";

/**
 * The gate for what creators send to a share. Whoever is let in and shown no controls is refused as by the API; the verbs
 * judge anew, by the node.
 */
export async function requireControls(
  c: Context<AppEnv>,
  asked: ShareAsked,
  mayUse: (view: ShareView | CollectionView) => boolean,
): Promise<ShareView | CollectionView> {
  const ctx = c.get("ctx");
  requireOwnOrigin(ctx, c.req.raw.headers);
  const answer = await openShare(ctx, asked, { anew: true, takesNoView: true });
  const { viewer } = answer;
  if (viewer) ctx.log.user = viewer.id;
  if (!answer.allow) throw refusal(answer.reason);
  if (!viewer) throw new Problem("unauthenticated");
  if (answer.onlyLooks || !mayUse(answer.view)) throw new Problem("forbidden", { logReason: "no controls" });
  return answer.view;
}
