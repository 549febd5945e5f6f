import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { AppEnv } from "../context.ts";
import { isDatabaseAway, isDatabaseBusy, withoutQuery } from "../db/query-failure.ts";
import { errorPage } from "../pages/error-page.tsx";
import { malformedBody, Problem, problemResponse } from "./problem.ts";

const ERROR_MAX = 2_000;

/** Every refusal and failure ends here: a problem document for programs, a friendly page for people. */
export function answerError(error: Error, c: Context<AppEnv>): Response | Promise<Response> {
  const ctx = c.get("ctx");
  if (!ctx) {
    console.log(JSON.stringify({ event: "request.failed", reason: error.message }));
    return new Response("Service misconfigured", { status: 503 });
  }
  const problem = toProblem(error);
  ctx.log.code = problem.code;
  if (problem.options.logReason) ctx.log.reason = problem.options.logReason;
  if (problem.code === "internal_error") ctx.log.error = describe(withoutQuery(error));
  if (!isForPeople(c)) return problemResponse(problem, ctx.requestId, ctx.locale, ctx.settings.publicUrl);
  return errorPage(ctx, problem);
}

export function answerNotFound(c: Context<AppEnv>): Response | Promise<Response> {
  return answerError(new Problem("not_found"), c);
}

/** The API always answers problems; elsewhere whoever asks for HTML gets a page. */
function isForPeople(c: Context<AppEnv>): boolean {
  return !c.req.path.startsWith("/api/") && (c.req.header("Accept") ?? "").includes("text/html");
}

function toProblem(error: Error): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HTTPException && error.status === 400) return malformedBody();
  if (isDatabaseAway(error))
    return new Problem("unavailable", { retryAfterSeconds: 1, logReason: "database out of reach" });
  if (isDatabaseBusy(error))
    return new Problem("unavailable", { retryAfterSeconds: 1, logReason: "database too busy" });
  return new Problem("internal_error");
}

function describe(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return text.slice(0, ERROR_MAX);
}
