import type { RequestContext } from "../context.ts";

/**
 * Says that the outbox has something due. Losing this word loses nothing:
 * the sweep each minute delivers what is still there.
 */
export function kickOutbox(ctx: Pick<RequestContext, "env" | "waitUntil">): void {
  ctx.waitUntil(
    ctx.env.OUTBOX.send({}).catch((error: unknown) => {
      console.log(JSON.stringify({ event: "outbox.kick_failed", reason: String(error) }));
    }),
  );
}
