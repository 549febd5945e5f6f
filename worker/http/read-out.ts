import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../context.ts";

/** What is read of a body that nobody wanted; of one that says it is longer, nothing. */
const READ_OUT_BYTES = 16 * 1024 ** 2;

/**
 * Reads a body to its end where its request was refused before: a connection that closes over bytes unread is reset, and
 * whoever sent them may never see why they were refused (RFC 9112, section 9.6).
 */
export const readOut: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  const { body, bodyUsed, headers } = c.req.raw;
  if (!body || bodyUsed || body.locked) return;
  if (Number(headers.get("Content-Length") ?? Number.POSITIVE_INFINITY) > READ_OUT_BYTES) return;
  await body.pipeTo(new WritableStream()).catch(() => undefined);
};
