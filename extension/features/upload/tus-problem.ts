import { DetailedError, type HttpResponse } from "tus-js-client";
import { isProblemCode } from "../../../shared/problem.ts";
import { ApiProblem, asApiProblem } from "../../api-problem.ts";

/** What tus threw, as the API's own failure; without an answer the server was not reached. */
export function problemOfTus(error: Error): ApiProblem {
  // A header could not be had: the access token's own problem stands behind it.
  if (error instanceof ApiProblem) return error;
  if (!(error instanceof DetailedError)) return asApiProblem(error);
  if (error.causingError instanceof ApiProblem) return error.causingError;
  const response = error.originalResponse;
  if (!response) return new ApiProblem("offline");
  const status = response.getStatus();
  const code = codeIn(response.getBody());
  if (code !== undefined && isProblemCode(code)) return new ApiProblem(code, detailsOf(response));
  if (status === 429) return new ApiProblem("rate_limited", detailsOf(response));
  return new ApiProblem(status === 0 ? "offline" : status >= 502 ? "unavailable" : "internal_error", { status });
}

/** After these it is gone, or locked for a moment, and tus does what it should. */
const SAYS_OF_IT = new Set([403, 404, 410, 423]);

/**
 * What stands against knowing how far an upload is, where the answer does not say so itself. tus takes any such answer for
 * an upload that is gone, and would begin at its first byte.
 */
export function problemOfHead(response: HttpResponse): ApiProblem | undefined {
  const status = response.getStatus();
  if ((status >= 200 && status < 300) || SAYS_OF_IT.has(status)) return undefined;
  if (status === 401) return new ApiProblem("unauthenticated", { status });
  if (status === 429) return new ApiProblem("rate_limited", detailsOf(response));
  return new ApiProblem(status >= 500 ? "unavailable" : "internal_error", detailsOf(response));
}

function detailsOf(response: HttpResponse): ApiProblem["details"] {
  const status = response.getStatus();
  const retryAfterSeconds = Number(response.getHeader("Retry-After") ?? Number.NaN);
  return Number.isFinite(retryAfterSeconds) ? { status, retryAfterSeconds } : { status };
}

function codeIn(body: string): string | undefined {
  try {
    const document: unknown = JSON.parse(body);
    const has = typeof document === "object" && document !== null && "code" in document;
    return has && typeof document.code === "string" ? document.code : undefined;
  } catch {
    return undefined;
  }
}
