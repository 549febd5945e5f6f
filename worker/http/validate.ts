import type { Context, MiddlewareHandler } from "hono";
import { validator } from "hono/validator";
import * as v from "valibot";
import type { InputError } from "../../shared/api/problem-document.ts";
import type { AppEnv } from "../context.ts";
import { malformedBody, Problem } from "./problem.ts";
import { telling } from "./route-told.ts";

/** Input checked by the schemas both sides share; what does not fit is 400 `invalid_request` with pointers. */

type Schema = v.GenericSchema<unknown, unknown>;

/** Reads the body itself: one that is not there is no malformed one, whatever its Content-Type. */
export function jsonBody<S extends Schema>(schema: S): MiddlewareHandler<AppEnv, string, JsonInput<S>> {
  const middleware: MiddlewareHandler<AppEnv, string, JsonInput<S>> = async (c, next) => {
    c.req.addValidatedData("json", check(schema, await readJson(c), "") as object);
    await next();
  };
  return telling(middleware, { body: schema });
}

type JsonInput<S extends Schema> = { in: { json: v.InferInput<S> }; out: { json: v.InferOutput<S> } };

export function query<S extends Schema>(schema: S): MiddlewareHandler<AppEnv, string, QueryInput<S>> {
  const middleware = validator("query", (value): v.InferOutput<S> => check(schema, value, "/query"));
  // What callers write is not what the route reads: a time as text, a limit that may be left out.
  return telling(middleware as MiddlewareHandler<AppEnv, string, QueryInput<S>>, { query: schema });
}

type QueryInput<S extends Schema> = { in: { query: v.InferInput<S> }; out: { query: v.InferOutput<S> } };

export function formBody<S extends Schema>(schema: S) {
  return validator("form", (value): v.InferOutput<S> => check(schema, { ...value }, ""));
}

export function check<S extends Schema>(schema: S, value: unknown, at: string): v.InferOutput<S> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  throw new Problem("invalid_request", { errors: result.issues.map((issue) => inputError(issue, at)) });
}

/** The body as JSON; nothing where there is none. */
export async function readJson(c: Context): Promise<unknown> {
  const text = await c.req.text();
  if (text === "") return undefined;
  if (!isJson(c.req.header("Content-Type"))) throw new Problem("unsupported_media_type");
  try {
    return JSON.parse(text);
  } catch {
    throw malformedBody();
  }
}

/** The fields of a form of ours, whichever way it is written; 400 for what is none. */
export function readForm(c: Context): Promise<Record<string, unknown>> {
  return c.req.parseBody().catch(() => {
    throw malformedBody();
  });
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(;|$)/i.test(contentType ?? "");
}

function inputError(issue: v.BaseIssue<unknown>, at: string): InputError {
  const path = issue.path?.map((item) => escapePointer(String(item.key))) ?? [];
  const unknownField = issue.type === "strict_object" && issue.expected === "never";
  const missing = issue.received === "undefined";
  return {
    pointer: [at, ...path].join("/"),
    code: unknownField ? "unknown_field" : missing ? "required" : issue.type,
    detail: unknownField ? "This field is not known here." : missing ? "This field is required." : issue.message,
  };
}

/** RFC 6901, section 3. */
function escapePointer(token: string): string {
  return token.replaceAll("~", "~0").replaceAll("/", "~1");
}
