import { BODY_MAX_BYTES } from "../../shared/limits.ts";
import { PROBLEMS, type ProblemCode } from "../../shared/problem.ts";
import { OPEN_ROUTES } from "../../worker/http/open-routes.ts";
import { BASE } from "./paths.ts";
import type { ApiRoute } from "./routes.ts";

export function isOpen({ name }: ApiRoute): boolean {
  return fullName(name) in OPEN_ROUTES;
}

/** As the tables of the service name it: `GET /api/v1/me`. */
export const fullName = (name: string): string => name.replace(" ", ` ${BASE}`);

/** POSTs answer the same again by `Idempotency-Key`; uploads have their own way. */
export function isRepeatable(route: ApiRoute): boolean {
  return route.method === "POST" && !isOpen(route) && !isUpload(route);
}

export function isUpload({ path }: ApiRoute): boolean {
  return path.includes("/uploads");
}

export const bytesOf = ({ told }: ApiRoute): number => told.maxBytes ?? BODY_MAX_BYTES;

/** Every code that a route may refuse with: its own, and those of what stands before it. */
export function refusalsOf(route: ApiRoute): ProblemCode[] {
  const { method, told, described } = route;
  const takesBody = !["GET", "HEAD", "OPTIONS"].includes(method);
  const codes: string[] = [...(described.refuses ?? [])];
  // What is open to strangers is closed to keys: no scope stands for it.
  codes.push("insufficient_scope");
  if (!isOpen(route)) codes.push("unauthenticated");
  if (!isOpen(route) && takesBody) codes.push("origin_not_allowed");
  if (told.body || told.query) codes.push("invalid_request");
  if (told.version === "change") codes.push("precondition_failed");
  if (told.body) codes.push("unsupported_media_type");
  if (takesBody) codes.push("payload_too_large");
  if (isRepeatable(route)) codes.push("request_in_progress", "idempotency_mismatch", "invalid_request");
  codes.push("rate_limited", "internal_error", "unavailable");
  return (Object.keys(PROBLEMS) as ProblemCode[]).filter((code) => codes.includes(code));
}
