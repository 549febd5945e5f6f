/** Sizes, counts and times that both sides keep to. Times are milliseconds, sizes characters unless said. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const NAME_MAX = 120;
export const TITLE_MAX = 200;
export const EMAIL_MAX = 254;

/** How many nodes may stand one below the other, project and video included. */
export const DEPTH_MAX = 32;
export const GRANTS_MAX = 1_000;
export const TRASH_LIFETIME = 30 * DAY;
/** How many items a page of a collection shows, and how many folders and items it looks through for them. */
export const COLLECTION_PAGE = 200;
export const COLLECTION_FOLDERS_MAX = 2_000;
export const COLLECTION_ITEMS_MAX = 10_000;

export const PAGE_DEFAULT = 50;
export const PAGE_MAX = 200;

export const INVITATIONS_PER_CALL = 500;
export const INVITATION_LIFETIME = 7 * DAY;
export const RESEND_COOLDOWN = MINUTE;
/** What whoever asks to join may write. */
export const JOIN_MESSAGE_MAX = 500;
/** What whoever asks for access to a share may write. */
export const ACCESS_MESSAGE_MAX = 500;
/** How long nothing is stored of someone who asks again after a denial. */
export const JOIN_COOLDOWN = DAY;

/** How often DNS is asked again for a proven domain, and how long its record may be away before the proof ends. */
export const DOMAIN_CHECKED_EVERY = DAY;
export const DOMAIN_GRACE = 7 * DAY;
/** An unproven domain of more users suggests nobody. */
export const UNPROVEN_DOMAIN_USERS_MAX = 500;

export const CODE_DIGITS = 8;
export const CODE_LIFETIME = 10 * MINUTE;
export const CODE_TRIES = 5;

/** A share's password. */
export const PASSWORD_MIN = 4;
export const PASSWORD_MAX = 200;
export const SHARE_LABEL_MAX = 120;
/** Addresses and domains that one share lets in. */
export const SHARE_GUESTS_MAX = 500;
export const SHARE_VIEWS_MAX = 1_000_000;
/** The longest that a workspace's share policy may let links live, in days. */
export const SHARE_DAYS_MAX = 3_650;
/** How long whoever was let in by one of a share's views keeps it. */
export const VISIT_LIFETIME = DAY;
/** How often, at most, it is noted that a share was opened. */
export const OPENED_NOTED_EVERY = MINUTE;
/** How long whoever gave a share's password need not give it again. */
export const UNLOCK_LIFETIME = DAY;

/** Living keys of one member. */
export const API_KEYS_MAX = 100;
/** How often, at most, it is noted that a key was used. */
export const API_KEY_NOTED_EVERY = MINUTE;
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

/** Bytes of one captions file, and of one poster. */
export const CAPTIONS_MAX_BYTES = 2_000_000;
export const POSTER_MAX_BYTES = 2_000_000;
/** Mails and pages on the train carry it. */
export const LOGO_MAX_BYTES = 100_000;
/** Languages of one video. */
export const CAPTION_TRACKS_MAX = 100;
export const CAPTION_LABEL_MAX = 60;
/** How many of the cues that could not be read are named. */
export const CAPTIONS_DROPPED_TOLD = 1_000;
/** Pictures of a video put within this time of one another are one poster in several types and widths. */
export const POSTER_SET_WITHIN = 10 * MINUTE;

/** Bytes of one upload, by the kind of node it is for; of parts of 8 MiB, R2 takes 10,000. */
export const UPLOAD_MAX_BYTES = { video: 50 * 1024 ** 3, avatar: 20 * 1024 ** 2, voice: 2 * 1024 ** 3 } as const;
/** Pixels of one picture: as many as phones take, and no more than a browser can unpack. */
export const PICTURE_MAX_PIXELS = 50_000_000;
/** Bytes of each part written to R2; all but the last must be equal. */
export const UPLOAD_PART_BYTES = 8 * 1024 ** 2;
export const UPLOAD_LIFETIME = DAY;
/** Bytes our own clients send in one PATCH. */
export const UPLOAD_CHUNK_BYTES = 16 * 1024 ** 2;

/** How long an object that no row names any more is kept for who is being sent it. */
export const OBJECT_KEPT = HOUR;
/** After this time an object that no row names is one that was forgotten; longer than an upload lives. */
export const OBJECT_NAMED_WITHIN = UPLOAD_LIFETIME + HOUR;

export type RateLimit = { limit: number; windowMs: number };

export const RATE_LIMITS = {
  codesPerNetwork: { limit: 30, windowMs: MINUTE },
  codesPerAddressAndNetwork: { limit: 5, windowMs: 10 * MINUTE },
  codesPerAddress: { limit: 30, windowMs: 10 * MINUTE },
  wrongCodesPerAddress: { limit: 50, windowMs: HOUR },
  /** Wrong passwords of one link from one network, and of one link from anywhere. */
  passwordTriesPerNetwork: { limit: 10, windowMs: 10 * MINUTE },
  passwordTriesPerShare: { limit: 200, windowMs: 10 * MINUTE },
  /** What each network keeps of a link whose own tries are spent. */
  passwordTriesWhenSpent: { limit: 1, windowMs: MINUTE },
  /** Addresses invited by one person, and from one network; each becomes a mail. */
  invitationsPerUser: { limit: 2_000, windowMs: HOUR },
  invitationsPerNetwork: { limit: 5_000, windowMs: HOUR },
  /** Mails of one kind to one address; what is above waits or, where a notification says it too, is left out. */
  mailsPerAddress: { limit: 20, windowMs: HOUR },
  /** Asking to join and using invite links: each may tell every admin. */
  joinRequestsPerUser: { limit: 30, windowMs: HOUR },
  joinRequestsPerUserAndWorkspace: { limit: 10, windowMs: HOUR },
  /** Asking for access: each may tell everyone who manages the node. */
  accessRequestsPerUser: { limit: 30, windowMs: HOUR },
  accessRequestsPerUserAndShare: { limit: 10, windowMs: HOUR },
  domainChecks: { limit: 30, windowMs: 10 * MINUTE },
  linkUsesPerUser: { limit: 60, windowMs: HOUR },
  /** Setting a share's password: each costs a hash. */
  passwordsPerUser: { limit: 60, windowMs: 10 * MINUTE },
} as const satisfies Record<string, RateLimit>;
