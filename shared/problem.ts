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
  request_in_progress: 409,
  guests_not_allowed: 409,
  domain_taken: 409,
  no_media: 409,
  media_replaced: 409,
  too_many_api_keys: 409,
  too_many_webhooks: 409,
  cycle: 409,
  invitation_gone: 410,
  invite_link_gone: 410,
  share_gone: 410,
  precondition_failed: 412,
  tus_version: 412,
  payload_too_large: 413,
  unsupported_media_type: 415,
  unsupported_codec: 415,
  public_email_domain: 422,
  invalid_captions: 422,
  password_required: 422,
  version_not_pinnable: 422,
  idempotency_mismatch: 422,
  rate_limited: 429,
  internal_error: 500,
  unsupported_format: 501,
  dns_unavailable: 503,
  unavailable: 503,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof PROBLEMS;

/** Stands in the `errors` of an `unauthenticated`: the session lives on elsewhere, here one must sign in anew. */
export const SIGN_IN_ANEW = "sign_in_anew";

/** What became of a request for access. */
export const ACCESS_OUTCOMES = ["granted", "declined", "withdrawn"] as const;
export type AccessOutcome = (typeof ACCESS_OUTCOMES)[number];

/** What became of something that was asked for: to join `approved` or `denied`, else as above. */
export const REQUEST_OUTCOMES = ["approved", "denied", "granted", "declined", "withdrawn"] as const;
export type RequestOutcome = (typeof REQUEST_OUTCOMES)[number];

export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(PROBLEMS, text);
}
