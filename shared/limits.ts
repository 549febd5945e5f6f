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

/** Characters of one comment, members it may mention, and the last second of what it may point at. */
export const COMMENT_MAX = 5_000;
export const COMMENT_MENTIONS_MAX = 20;
export const MOMENT_MAX = 10_000_000;
/** Characters of what goes with a decision, and how many members may be required to decide on one thing. */
export const REVIEW_NOTE_MAX = 2_000;
export const REVIEWERS_MAX = 50;
/** Uploads of one thing that are kept beside the one that is played. */
export const VERSIONS_KEPT = 20;
/** How many of them, and of the one that is played, links may show at once: the others make room for what comes. */
export const VERSIONS_PINNED = 10;
/** How long a visitor may change or delete what they said, by the cookie they got with it. */
export const COMMENTER_LIFETIME = 30 * DAY;

/** Bytes of what a page tells of somebody who watches, and how many stretches of seconds it names. */
export const WATCHED_MAX_BYTES = 8 * 1024;
export const WATCHED_MAX = 200;
/** How many strangers from one network are counted of one video on one day: they can call themselves anything. */
export const VIEWERS_PER_NETWORK = 50;
/** Days of views that are told at once. */
export const STATS_DAYS_DEFAULT = 30;
export const STATS_DAYS_MAX = 366;
/** How long after its day it is kept who was counted. */
export const VIEWERS_KEPT = HOUR;

/** Living keys of one member. */
export const API_KEYS_MAX = 100;
/** How often, at most, it is noted that a key was used. */
export const API_KEY_NOTED_EVERY = MINUTE;
/** Webhook endpoints of one workspace. */
export const WEBHOOKS_MAX = 20;
export const WEBHOOK_URL_MAX = 2_000;
/** How long an endpoint may take to answer, and how many bytes of its answer are read. */
export const WEBHOOK_ANSWER_WITHIN = 15 * SECOND;
export const WEBHOOK_ANSWER_MAX_BYTES = 64 * 1024;
/** How long a message is tried again, from its first try on; then it waits to be replayed. */
export const WEBHOOK_TRIED_FOR = DAY;
/** The least and the most that is waited between two tries, give or take a fifth. */
export const WEBHOOK_FIRST_WAIT = 5 * SECOND;
export const WEBHOOK_LONGEST_WAIT = 6 * HOUR;
/** How long the secret before the newest signs beside it. */
export const WEBHOOK_SECRETS_OVERLAP = DAY;
export const WEBHOOK_DELIVERIES_KEPT = 30 * DAY;
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
/** Chapters in one language, and characters of one's title: a page of 14 kB shows them all. */
export const CHAPTERS_MAX = 100;
export const CHAPTER_TITLE_MAX = 80;
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
/** What the extension keeps of files to be sent; whoever comes back later chooses them again. */
export const UPLOAD_KEPT_FOR = 7 * DAY;
/** Bytes our own clients send in one PATCH. */
export const UPLOAD_CHUNK_BYTES = 16 * 1024 ** 2;

/** How long an object that no row names any more is kept for who is being sent it. */
export const OBJECT_KEPT = HOUR;
/** After this time an object that no row names is one that was forgotten; longer than an upload lives. */
export const OBJECT_NAMED_WITHIN = UPLOAD_LIFETIME + HOUR;

/** How long a call can be repeated under its `Idempotency-Key` and gets the first answer. */
export const IDEMPOTENCY_KEPT = DAY;
/** Longer than any request runs: after it, work that was cut off may be begun anew. */
export const IDEMPOTENCY_LEASE = 2 * MINUTE;
export const IDEMPOTENCY_KEY_MAX = 255;

export type RateLimit = { limit: number; windowMs: number };

export const RATE_LIMITS = {
  /** Calls of the API: by one key, by one person's session, and by whoever is nobody known, from one network. */
  callsPerKey: { limit: 1_000, windowMs: MINUTE },
  callsPerSession: { limit: 3_000, windowMs: MINUTE },
  callsPerNetwork: { limit: 6_000, windowMs: MINUTE },
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
  /** Comments: each may tell several people. Of visitors by network and share, and all of one share together. */
  commentsPerUser: { limit: 300, windowMs: HOUR },
  commentsPerNetworkAndShare: { limit: 30, windowMs: 10 * MINUTE },
  commentsOfVisitorsPerShare: { limit: 1_000, windowMs: HOUR },
  /** What pages tell of who watches: by one person or network and video, and by all of one video who were not counted yet. */
  watchedPerUserAndVideo: { limit: 60, windowMs: MINUTE },
  watchedPerNetworkAndVideo: { limit: 120, windowMs: MINUTE },
  viewersPerVideo: { limit: 3_000, windowMs: MINUTE },
  /** Opening what tells live of comments. */
  streamsPerNetworkAndShare: { limit: 120, windowMs: 10 * MINUTE },
  /** Registering, testing and replaying: each asks DNS or an endpoint. */
  webhookCalls: { limit: 1_000, windowMs: 10 * MINUTE },
  domainChecks: { limit: 30, windowMs: 10 * MINUTE },
  linkUsesPerUser: { limit: 60, windowMs: HOUR },
  /** Setting a share's password: each costs a hash. */
  passwordsPerUser: { limit: 60, windowMs: 10 * MINUTE },
} as const satisfies Record<string, RateLimit>;
