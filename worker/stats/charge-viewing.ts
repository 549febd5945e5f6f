import { RATE_LIMITS } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { chargeHeld } from "../limits/charge-held.ts";

/** Before the database is asked: whoever tells much is not heard more often for it. */
export function chargeTold(ctx: RequestContext, nodeId: string, userId: string | undefined): Promise<void> {
  const name = `watched:${nodeId}`;
  return userId === undefined
    ? chargeHeld(ctx, `network:${ctx.network}`, { name, ...RATE_LIMITS.watchedPerNetworkAndVideo })
    : chargeHeld(ctx, `watched:${userId}`, { name, ...RATE_LIMITS.watchedPerUserAndVideo });
}

/** Before a stranger is counted: so many of one video, wherever they come from. */
export function chargeViewer(ctx: RequestContext, nodeId: string): Promise<void> {
  return chargeHeld(ctx, `viewers:${nodeId}`, { name: "viewers", ...RATE_LIMITS.viewersPerVideo });
}
