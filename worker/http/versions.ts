import { createHash } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import type { AppEnv } from "../context.ts";
import { isKnown, strongTags } from "./entity-tags.ts";
import { Problem } from "./problem.ts";
import { telling } from "./route-told.ts";

/** The versions that a change may be made to (`If-Match`): any that is there, one of those named, or whichever. */
export type Expected = readonly string[] | "*" | undefined;

/** Of what is answered, what people change in it. */
const factsOf = new WeakMap<object, readonly unknown[]>();

/**
 * Notes which facts make the version of an answer: those that people change, as against what is counted in it or holds for
 * its reader. While they stay the same, a change made to it loses nobody's work.
 */
export function versioned<Answer extends object>(answer: Answer, facts: readonly unknown[]): Answer {
  factsOf.set(answer, facts);
  return answer;
}

export function versionOf(answer: object): string {
  const facts = factsOf.get(answer);
  if (!facts) throw new Error("an answer that has no version");
  return versionOfFacts(facts);
}

export function versionOfFacts(facts: readonly unknown[]): string {
  return digest(JSON.stringify(facts));
}

/** A strong tag: the version, and what was answered to this very reader. */
export function etagOf(answer: object): string {
  return `"${versionOf(answer)}.${digest(JSON.stringify(answer))}"`;
}

/** 412 `precondition_failed` where a change expects another version than is there; `version` is none where nothing is. */
export function requireExpected(expected: Expected, version: string | undefined): void {
  if (expected === undefined) return;
  if (version !== undefined && (expected === "*" || expected.includes(version))) return;
  throw new Problem("precondition_failed");
}

/** A condition of the write itself, where a certain version was expected: that it still is there. */
export function ifExpected<Condition>(expected: Expected, condition: Condition): Condition | undefined {
  return expected === undefined || expected === "*" ? undefined : condition;
}

/** Nobody on the way may encode it anew: its tag would be weak then, and match no more (RFC 9110, section 8.8.1). */
export const TAGGED = "no-store, no-transform";

/** Answers JSON under the tag of its version. */
export function jsonTagged<Answer extends object, Status extends 200 | 201>(
  c: Context<AppEnv>,
  answer: Answer,
  status: Status,
) {
  return c.json(answer, status, { ETag: etagOf(answer), "Cache-Control": TAGGED });
}

const askAgain: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  const etag = c.res.headers.get("ETag");
  if (c.res.status !== 200 || etag === null || !isKnown(c.req.header("If-None-Match"), etag)) return;
  c.res = new Response(null, { status: 304, headers: { ETag: etag, "Cache-Control": TAGGED } });
};

/** Answers 304 to whoever has already what the route would answer (`If-None-Match`). */
export const unlessKnown = telling(askAgain, { version: "read" });

type ExpectedInput = { out: { header: { expected: Expected } } };

const readExpected: MiddlewareHandler<AppEnv, string, ExpectedInput> = async (c, next) => {
  const tags = strongTags(c.req.header("If-Match"));
  // What follows the version in a tag is its reader's, and no change of anybody's.
  const expected = Array.isArray(tags) ? tags.map((tag) => tag.split(".", 1)[0] ?? "") : tags;
  c.req.addValidatedData("header", { expected });
  await next();
};

/** Reads which version a change is to be made to (`If-Match`). */
export const onlyExpected = telling(readExpected, { version: "change" });

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}
