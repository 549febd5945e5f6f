import type { InputError, ProblemDocument } from "../../shared/api/problem-document.ts";
import type { Locale } from "../../shared/i18n/locale.ts";
import { translate } from "../../shared/i18n/translate.ts";
import { PROBLEMS, type ProblemCode, type RequestOutcome } from "../../shared/problem.ts";

export type ProblemOptions = {
  /** Bad input, each with where it stands. */
  errors?: InputError[];
  /** What a form says of it, in the reader's language. */
  detail?: string;
  retryAfterSeconds?: number;
  inUse?: number;
  outcome?: RequestOutcome;
  /** What really happened, for the log alone; the wire does not carry it. */
  logReason?: string;
};

/** A refusal, thrown by verbs and answered as RFC 9457 `application/problem+json` (or as a page). */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly options: ProblemOptions;

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    super(code);
    this.name = "Problem";
    this.code = code;
    this.options = options;
  }

  get status(): number {
    return PROBLEMS[this.code];
  }
}

/** A body that cannot be read as what it says it is. */
export function malformedBody(): Problem {
  return new Problem("invalid_request", {
    errors: [{ pointer: "", code: "malformed_body", detail: "The body is not what its Content-Type says." }],
  });
}

/** The document of a problem. `type` leads to its line in `docs/errors.md`, served as an anchor of the docs. */
export function problemDocument(
  problem: Problem,
  requestId: string,
  locale: Locale,
  publicUrl: string,
): ProblemDocument {
  const { errors, detail, inUse, outcome } = problem.options;
  return {
    type: `${publicUrl}/docs/errors#${problem.code}`,
    title: translate(locale, `problem.${problem.code}`),
    status: problem.status,
    code: problem.code,
    instance: requestId,
    ...(detail === undefined ? {} : { detail }),
    ...(errors ? { errors } : {}),
    ...(inUse === undefined ? {} : { inUse }),
    ...(outcome === undefined ? {} : { outcome }),
  };
}

export function problemResponse(problem: Problem, requestId: string, locale: Locale, publicUrl: string): Response {
  const { retryAfterSeconds } = problem.options;
  return Response.json(problemDocument(problem, requestId, locale, publicUrl), {
    status: problem.status,
    headers: {
      "Content-Type": "application/problem+json",
      "Cache-Control": "no-store",
      ...(retryAfterSeconds === undefined ? {} : { "Retry-After": String(retryAfterSeconds) }),
      ...(problem.status === 401 ? { "WWW-Authenticate": "Bearer" } : {}),
    },
  });
}
