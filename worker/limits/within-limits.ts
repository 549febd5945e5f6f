import type { MiddlewareHandler } from "hono";
import type { AppEnv, RequestContext } from "../context.ts";
import { answerError } from "../http/answer-error.ts";
import { Problem } from "../http/problem.ts";
import { type Charged, chargeApiCall } from "./charge-api-call.ts";
import { limitHeaders } from "./limit-headers.ts";

/**
 * Counts the calls of the API a minute and says on each answer what is left; 429 `rate_limited` where nothing is. What is
 * on the way while the limiter cannot be asked goes on, for it guards no secret: what must not be tried often has a
 * limit of its own.
 */
export const withinLimits: MiddlewareHandler<AppEnv> = async (c, next) => {
  const charged = await chargedOrUnknown(c.get("ctx"));
  if (!charged || charged.standing.allowed) await next();
  else c.res = await answerError(tooMany(charged), c);
  if (!charged) return;
  for (const [name, value] of limitHeaders(charged)) c.res.headers.set(name, value);
};

async function chargedOrUnknown(ctx: RequestContext): Promise<Charged | undefined> {
  try {
    return await chargeApiCall(ctx);
  } catch (error) {
    ctx.log.unlimited = String(error).slice(0, 200);
    return undefined;
  }
}

function tooMany({ policy, standing }: Charged): Problem {
  const retryAfterSeconds = Math.ceil(standing.resetMs / 1000);
  return new Problem("rate_limited", { retryAfterSeconds, logReason: `calls of the ${policy} are spent` });
}
