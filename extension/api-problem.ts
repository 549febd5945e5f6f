import type { InputError } from "../shared/api/problem-document.ts";
import { isProblemCode, type ProblemCode, type RequestOutcome } from "../shared/problem.ts";

/** A code of the registry, or `offline`: the server was not reached. */
export type ApiProblemCode = ProblemCode | "offline";

type Details = {
  status?: number;
  errors?: InputError[];
  requestId?: string;
  retryAfterSeconds?: number;
  inUse?: number;
  outcome?: RequestOutcome;
};

/** The one failure every call of the API throws. */
export class ApiProblem extends Error {
  readonly code: ApiProblemCode;
  readonly details: Details;

  constructor(code: ApiProblemCode, details: Details = {}) {
    super(code);
    this.name = "ApiProblem";
    this.code = code;
    this.details = details;
  }
}

/** Anything caught, as an `ApiProblem`: what is none of ours is ours to mend. */
export function asApiProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  console.error(error);
  return new ApiProblem("internal_error");
}

/** Reads an answer that is not 2xx; a proxy's answer is no problem document. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const document = await response.json().catch(() => undefined);
  const retryAfter = Number(response.headers.get("Retry-After") ?? Number.NaN);
  const details: Details = { status: response.status };
  if (Number.isFinite(retryAfter)) details.retryAfterSeconds = retryAfter;
  if (typeof document !== "object" || document === null) return new ApiProblem(codeOfStatus(response.status), details);
  if ("instance" in document && typeof document.instance === "string") details.requestId = document.instance;
  if ("inUse" in document && typeof document.inUse === "number") details.inUse = document.inUse;
  if ("outcome" in document) details.outcome = document.outcome as RequestOutcome;
  if ("errors" in document && Array.isArray(document.errors)) details.errors = document.errors;
  const known = "code" in document && typeof document.code === "string" && isProblemCode(document.code);
  return new ApiProblem(known ? (document.code as ProblemCode) : codeOfStatus(response.status), details);
}

function codeOfStatus(status: number): ProblemCode {
  if (status === 401) return "unauthenticated";
  if (status === 403) return "forbidden";
  if (status === 404) return "not_found";
  if (status === 413) return "payload_too_large";
  if (status === 415) return "unsupported_media_type";
  if (status === 429) return "rate_limited";
  return status >= 502 && status <= 504 ? "unavailable" : "internal_error";
}
