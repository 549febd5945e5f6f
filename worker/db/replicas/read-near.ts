import type { Beats } from "./beats.ts";
import type { Rests } from "./rests.ts";
import type { Writers } from "./writers.ts";

/** What an isolate knows that decides between replica and primary. */
export type Knowledge = { beats: Beats; rests: Rests; writers: Writers };

export type NearRules = {
  /** How old a replica's answer may be when it is asked; milliseconds. */
  freshMs: number;
  /** How long it may take before the primary is asked instead; milliseconds. */
  withinMs: number;
  now(): number;
};

/** The same reading from two places; a replica's comes with the beat it showed in the same transaction. */
export type NearReading<Found> = {
  url: string;
  replica(): Promise<{ found: Found; beat: number }>;
  primary(): Promise<Found>;
  /** Whether whoever asks wrote lately. */
  wroteLately(now: number): boolean;
};

/** Why the primary was read: nobody had to be asked, or the replica was and did not do. */
export type Detour = "wrote" | "unproven" | "resting" | "away" | "slow" | "stale";

/** What was found, and why not at the replica where it was not. */
export type Near<Found> = { found: Found; detour?: Detour };

const SLOW = Symbol("slow");

/**
 * Reads from a replica what it proves to be fresh, and from the primary whatever it does not: nothing that a replica
 * says counts before its beat shows that it has seen all changes up to `freshMs` before it was asked, and every
 * change made through this isolate.
 */
export async function readNear<Found>(
  reading: NearReading<Found>,
  known: Knowledge,
  rules: NearRules,
): Promise<Near<Found>> {
  const sentAt = rules.now();
  const detour = reasonAgainst(reading, known, rules, sentAt);
  if (detour) return { found: await reading.primary(), detour };
  const answer = await fromReplica(reading, rules.withinMs);
  if (typeof answer === "string") {
    known.rests.failed(reading.url, sentAt, rules.now());
    return { found: await reading.primary(), detour: answer };
  }
  if (known.beats.seenUntil(answer.beat) >= needed(known, rules, sentAt)) {
    known.rests.answered(reading.url, sentAt);
    return { found: answer.found };
  }
  if (known.beats.lags(answer.beat, sentAt)) known.rests.failed(reading.url, sentAt, rules.now());
  return { found: await reading.primary(), detour: "stale" };
}

function reasonAgainst<Found>(
  { url, wroteLately }: NearReading<Found>,
  known: Knowledge,
  rules: NearRules,
  now: number,
): Detour | undefined {
  if (wroteLately(now)) return "wrote";
  if (known.beats.provableUntil() < needed(known, rules, now)) return "unproven";
  // Last, because asking may take the one try.
  return known.rests.mayTry(url, now) ? undefined : "resting";
}

/**
 * What a replica must have seen. Asked again when the answer is there: a change may have been made meanwhile. A beat
 * sent in the very millisecond of a change may have been sent before it.
 */
function needed({ writers }: Knowledge, { freshMs }: NearRules, sentAt: number): number {
  return Math.max(sentAt - freshMs, writers.lastChange() + 1);
}

async function fromReplica<Found>({ replica }: NearReading<Found>, withinMs: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<typeof SLOW>((resolve) => {
    timer = setTimeout(() => resolve(SLOW), withinMs);
  });
  try {
    const answer = await Promise.race([replica(), late]);
    return answer === SLOW ? "slow" : answer;
  } catch {
    return "away";
  } finally {
    clearTimeout(timer);
  }
}
