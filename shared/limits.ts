/** Sizes, counts and times that both sides keep to. Times are milliseconds, sizes characters unless said. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const NAME_MAX = 120;
export const TITLE_MAX = 200;
export const EMAIL_MAX = 254;

export const PAGE_DEFAULT = 50;
export const PAGE_MAX = 200;

export const INVITATIONS_PER_CALL = 500;
export const INVITATION_LIFETIME = 7 * DAY;
export const RESEND_COOLDOWN = MINUTE;

export const CODE_DIGITS = 8;
export const CODE_LIFETIME = 10 * MINUTE;
export const CODE_TRIES = 5;

export const ACCESS_TOKEN_LIFETIME = 10 * MINUTE;
/** A session not used for this long ends. */
export const SESSION_LIFETIME = 30 * DAY;
/** How often, at most, a session in use is marked so. */
export const SESSION_TOUCHED_EVERY = HOUR;
/** How long the browser keeps the cookie; the session it names may end before. Browsers allow no more. */
export const COOKIE_LIFETIME = 400 * DAY;
/** How long a refresh token just rotated still answers with its successor (two tabs at once). */
export const REFRESH_GRACE = 10 * SECOND;

export const SEATS_DEFAULT = 5;
/** The most seats a plan may have, unless the server says otherwise. */
export const SEATS_MAX = 1_000_000;
/** The most seats any server may allow. */
export const SEATS_HIGHEST = 999_999_999;

/** Bytes of a JSON or form body. */
export const BODY_MAX_BYTES = 256 * 1024;

/** Bytes of one video: R2 takes 10,000 parts of 8 MiB. */
export const UPLOAD_MAX_BYTES = 50 * 1024 ** 3;
/** Bytes of each part written to R2; all but the last must be equal. */
export const UPLOAD_PART_BYTES = 8 * 1024 ** 2;
export const UPLOAD_LIFETIME = DAY;
/** Bytes our own clients send in one PATCH. */
export const UPLOAD_CHUNK_BYTES = 16 * 1024 ** 2;

export type RateLimit = { limit: number; windowMs: number };

export const RATE_LIMITS = {
  codesPerNetwork: { limit: 30, windowMs: MINUTE },
  codesPerAddressAndNetwork: { limit: 5, windowMs: 10 * MINUTE },
  codesPerAddress: { limit: 30, windowMs: 10 * MINUTE },
  wrongCodesPerAddress: { limit: 50, windowMs: HOUR },
} as const satisfies Record<string, RateLimit>;
