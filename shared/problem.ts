/** Every error code of the API with its HTTP status. Titles stand in the catalogue under `problem.<code>`. */
export const PROBLEMS = {
  invalid_request: 400,
  unauthenticated: 401,
  invalid_code: 401,
  session_ended: 401,
  share_locked: 401,
  forbidden: 403,
  insufficient_scope: 403,
  origin_not_allowed: 403,
  email_mismatch: 403,
  not_found: 404,
  no_seats: 409,
  seats_in_use: 409,
  personal_workspace: 409,
  last_super_admin: 409,
  suspended: 409,
  invalid_state: 409,
  request_decided: 409,
  guests_not_allowed: 409,
  domain_taken: 409,
  no_media: 409,
  too_many_api_keys: 409,
  cycle: 409,
  invitation_gone: 410,
  invite_link_gone: 410,
  share_gone: 410,
  tus_version: 412,
  payload_too_large: 413,
  unsupported_media_type: 415,
  unsupported_codec: 415,
  public_email_domain: 422,
  invalid_captions: 422,
  password_required: 422,
  rate_limited: 429,
  internal_error: 500,
  unsupported_format: 501,
  dns_unavailable: 503,
  unavailable: 503,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof PROBLEMS;

/** One thing wrong with the input: `pointer` is a JSON Pointer (RFC 6901) into the body, or `/query/name`. */
export type InputError = { pointer: string; code: string; detail: string };

/** An error on the wire: RFC 9457, `application/problem+json`. */
export type ProblemDocument = {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  /** The request's id, to quote when asking for help. */
  instance: string;
  errors?: InputError[];
  /** With `seats_in_use`: how many seats are occupied or held. */
  inUse?: number;
  /** With `request_decided`: what became of it. */
  outcome?: RequestOutcome;
  detail?: string;
};

/** What became of a join request. */
type JoinOutcome = "approved" | "denied" | "withdrawn";

/** What became of a request for access. */
export type AccessOutcome = "granted" | "declined" | "withdrawn";

/** What became of something that was asked for. */
export type RequestOutcome = JoinOutcome | AccessOutcome;

export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(PROBLEMS, text);
}
