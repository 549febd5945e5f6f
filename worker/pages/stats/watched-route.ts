import type { Context } from "hono";
import { watchedTold } from "../../../shared/api/stats.ts";
import { isCaptioned } from "../../captions/require-captioned.ts";
import type { AppEnv } from "../../context.ts";
import { requireOwnOrigin } from "../../http/own-origin.ts";
import { Problem } from "../../http/problem.ts";
import { check, readJson } from "../../http/validate.ts";
import { requireShareView } from "../../shares/gate.ts";
import type { ShareAsked } from "../../shares/share-asked.ts";
import { countView } from "../../stats/count-view.ts";
import { isRobot } from "../../stats/is-robot.ts";

const OWN = { "Cache-Control": "private, no-store", Vary: "Cookie" };

/** Takes what a page tells of whoever watches; answers alike whether they count or not. */
export async function answerWatched(c: Context<AppEnv>, asked: ShareAsked): Promise<Response> {
  const ctx = c.get("ctx");
  requireOwnOrigin(ctx, c.req.raw.headers);
  const view = await requireShareView(ctx, asked);
  const { kind } = view.node;
  if (!isCaptioned(kind)) throw new Problem("not_found", { logReason: `a ${kind}` });
  const told = check(watchedTold, await readJson(c), "");
  // Whoever makes it looks at it for other reasons than those who watch.
  const isOneOfUs = view.canEdit || view.seesStats;
  if (!isOneOfUs && !isRobot(ctx)) await countView(ctx, view.media, view.viewerId, told);
  return c.body(null, 204, OWN);
}
