import { RATE_LIMITS } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { chargeLimits } from "../limits/charge-limits.ts";

/** Charges a workspace for what makes us ask others at its word: DNS, or an endpoint. */
export function chargeCall(ctx: RequestContext, workspaceId: string): Promise<void> {
  return chargeLimits(ctx, `workspace:${workspaceId}`, [{ name: "webhooks", ...RATE_LIMITS.webhookCalls }]);
}
