import type { RequestContext } from "../context.ts";
import { Problem } from "./problem.ts";

/** What is to end ends later than now, if at all; 400 at `/expiresAt` else. Milliseconds since the epoch. */
export function requireTimeToCome({ now }: Pick<RequestContext, "now">, expiresAt: number | null | undefined): void {
  if (expiresAt == null || expiresAt > now) return;
  throw new Problem("invalid_request", {
    errors: [{ pointer: "/expiresAt", code: "past", detail: "Must be a time to come." }],
  });
}
