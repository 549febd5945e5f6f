/** What asking the primary for a beat found: the newest one, and whether this asking wrote it. */
export type Beat = { beat: number; wrote: boolean };

type Seen = { sentAt: number; answeredAt: number; beat: number; provenBy: number };

type BeatRules = {
  /** A replica that lacks a beat known for so long (milliseconds) lags; what is newer may still be on its way. */
  lagMs: number;
};

/** More than are sent while one is of use. */
const REMEMBERED = 32;

/**
 * What this isolate knows of the heartbeat, by its own stopwatch alone: no clock of another machine takes part.
 * A beat written at my asking was written after I asked; where another's stood, the one after it will be. So whoever
 * shows that beat has seen every change from before I asked. See `docs/decisions/0010-replicas.md`.
 */
export class Beats {
  private readonly rules: BeatRules;
  private seen: Seen[] = [];

  constructor(rules: BeatRules) {
    this.rules = rules;
  }

  learn({ beat, wrote }: Beat, sentAt: number, answeredAt: number): void {
    const provenBy = wrote ? beat : beat + 1;
    this.seen = [...this.seen.slice(1 - REMEMBERED), { sentAt, answeredAt, beat, provenBy }];
  }

  /** The moment all changes before which a replica showing this beat has certainly seen. */
  seenUntil(beat: number): number {
    return latest(this.seen.filter(({ provenBy }) => provenBy <= beat));
  }

  /** The latest such moment that any replica could prove. */
  provableUntil(): number {
    return latest(this.seen);
  }

  /** Whether a replica showing this beat lags, as against one that shows what it can. */
  lags(beat: number, now: number): boolean {
    return this.seen.some((one) => one.beat > beat && now - one.answeredAt >= this.rules.lagMs);
  }
}

function latest(seen: readonly Seen[]): number {
  return Math.max(Number.NEGATIVE_INFINITY, ...seen.map(({ sentAt }) => sentAt));
}
