import type { Context, MiddlewareHandler } from "hono";
import type { AppEnv, RequestContext } from "../context.ts";
import { isOpenRoute } from "../http/open-routes.ts";
import { Problem } from "../http/problem.ts";
import { digest, toBase64Url } from "../secrets/derive.ts";
import { readIdempotencyKey } from "./idempotency-key.ts";
import { type Answer, type Call, claimCall, keepAnswer, releaseCall } from "./kept-answers.ts";

/** Where tus has its own way of doing things once. */
const UPLOADS = /^\/api\/v1\/nodes\/[^/]+\/uploads$/;
const TOO_MANY = 429;
const UNAUTHENTICATED = 401;

/**
 * A POST of somebody signed in that names an `Idempotency-Key` is done once in 24 hours, for one caller and one route:
 * whoever repeats it gets the first answer with `Idempotent-Replayed: true`. While the first still runs 409
 * `request_in_progress`, with another body 422 `idempotency_mismatch`. What failed on our side, or was refused before it
 * was begun, may be tried again under the same key.
 */
export const answerOnce: MiddlewareHandler<AppEnv> = async (c, next) => {
  const key = takesKey(c) ? readIdempotencyKey(c.req.header("Idempotency-Key")) : undefined;
  if (key === undefined) return next();
  const ctx = c.get("ctx");
  const call = await callOf(c, key);
  const found = await claimCall(ctx, call);
  switch (found.is) {
    case "ours":
      await next();
      return settle(ctx, call, c.res);
    case "not_theirs":
      return next();
    case "running":
      throw new Problem("request_in_progress", { retryAfterSeconds: 1 });
    case "other_body":
      throw new Problem("idempotency_mismatch");
    case "answered":
      return replay(found.answer);
  }
};

function takesKey(c: Context<AppEnv>): boolean {
  return (
    c.req.method === "POST" &&
    c.req.header("Idempotency-Key") !== undefined &&
    !isOpenRoute(c) &&
    !UPLOADS.test(c.req.path)
  );
}

async function callOf(c: Context<AppEnv>, key: string): Promise<Call> {
  const { settings, requestId } = c.get("ctx");
  const { pathname, search } = new URL(c.req.url);
  const name = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${pathname}${search}\n${key}`));
  const body = `${c.req.header("Content-Type") ?? ""}\n${await c.req.text()}`;
  return { name: toBase64Url(new Uint8Array(name)), fingerprint: await digest(settings, body), claim: requestId };
}

async function settle(ctx: RequestContext, call: Call, response: Response): Promise<void> {
  try {
    if (isOutcome(response.status)) await keepAnswer(ctx, call, await answerOf(response));
    else await releaseCall(ctx, call);
  } catch (error) {
    // The answer stands all the same; until its lease is over, whoever repeats the call is told that it runs.
    ctx.log.unkept = String(error).slice(0, 200);
  }
}

function isOutcome(status: number): boolean {
  return status < 500 && status !== TOO_MANY && status !== UNAUTHENTICATED;
}

async function answerOf(response: Response): Promise<Answer> {
  const { status, headers, body } = response;
  const kept = [...headers].filter(([name]) => name !== "set-cookie");
  return { status, headers: kept, body: body === null ? null : await response.clone().text() };
}

function replay({ status, headers, body }: Answer): Response {
  return new Response(body, { status, headers: [...headers, ["Idempotent-Replayed", "true"]] });
}
