import { Beats } from "./beats.ts";
import { Pulse } from "./pulse.ts";
import type { Knowledge, NearRules } from "./read-near.ts";
import { Rests } from "./rests.ts";
import { Writers } from "./writers.ts";

/** How long after a write its writer reads from the primary; milliseconds. */
export const WRITER_READS_PRIMARY_MS = 5_000;

/**
 * Half of the second in which a share closes is spent on what was read (`shares/read-share.ts`); this and a tenth to
 * spare is the other half.
 */
const FRESH_MS = 400;
/** A new connection with TLS to a server on the same continent takes three ways there and back. */
const WITHIN_MS = 200;

const now = () => Date.now();

export const NEAR_RULES: NearRules = { freshMs: FRESH_MS, withinMs: WITHIN_MS, now };

/** What this isolate knows of beats, resting replicas and writers. */
export const known: Knowledge = {
  beats: new Beats({ lagMs: 250 }),
  rests: new Rests({ firstMs: 2_000, longestMs: 30_000, tryMs: 1_000 }),
  writers: new Writers({ primaryMs: WRITER_READS_PRIMARY_MS, size: 1_000 }),
};

/** A turn asks some thirty times: below what a request may ask of others on Cloudflare's smallest plan. */
export const pulse = new Pulse({
  everyMs: 150,
  quietMs: 1_000,
  turnMs: 5_000,
  unanswered: 4,
  now,
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});
