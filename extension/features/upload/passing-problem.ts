import type { ApiProblem, ApiProblemCode } from "../../api-problem.ts";

const PASSING: ReadonlySet<ApiProblemCode> = new Set([
  "offline",
  "unavailable",
  "rate_limited",
  // Asked before, with the answer lost on its way.
  "request_in_progress",
]);

/** How long is waited where the server does not ask for more. */
const WAIT_MS = 5_000;

/** Whether it passes without anybody's doing: what it stopped is tried again by itself. */
export function isPassing({ code }: ApiProblem): boolean {
  return PASSING.has(code);
}

/** How long to wait until then. */
export function waitAfter({ details: { retryAfterSeconds = 0 } }: ApiProblem): number {
  return Math.max(WAIT_MS, retryAfterSeconds * 1_000);
}
