export type KeepingRules = {
  /** How long what a read found may be used, from the moment it was sent. */
  keepMs: number;
  /** How long a follower waits for a read that another request sent. */
  followMs: number;
  /** How many are kept; the oldest goes first. */
  size: number;
  now(): number;
};

type Kept<Found> = { sentAt: number; found: Found | undefined; reading: Promise<unknown> };

/** Lets work go on after the request that began it has been answered or has gone away. */
type Hold = (work: Promise<unknown>) => void;

/**
 * What reads found, kept for a moment inside this isolate and never for longer because someone asked again.
 * Requests that come while a read is under way share it; see `docs/decisions/0006-half-a-second.md`.
 */
export class KeptReads<Found extends object> {
  private readonly rules: KeepingRules;
  private readonly kept = new Map<string, Kept<Found>>();

  constructor(rules: KeepingRules) {
    this.rules = rules;
  }

  async get(key: string, read: () => Promise<Found>, hold: Hold): Promise<Found> {
    const before = this.kept.get(key);
    if (!before || !this.isFresh(before)) return this.lead(key, read, hold);
    if (!before.found) await this.follow(before);
    return before.found && this.isFresh(before) ? before.found : this.lead(key, read, hold);
  }

  /** After a change: what was sent before it is used no more. */
  forgetAll(): void {
    this.kept.clear();
  }

  private isFresh({ sentAt }: Kept<Found>): boolean {
    return this.rules.now() - sentAt < this.rules.keepMs;
  }

  private async lead(key: string, read: () => Promise<Found>, hold: Hold): Promise<Found> {
    const sentAt = this.rules.now();
    const reading = read();
    const entry: Kept<Found> = { sentAt, found: undefined, reading: Promise.resolve() };
    entry.reading = reading.then(
      (found) => {
        entry.found = found;
      },
      // Whoever follows a read that failed makes one of their own.
      () => this.forget(key, entry),
    );
    hold(entry.reading);
    this.keep(key, entry);
    return reading;
  }

  private async follow({ reading }: Kept<Found>): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const waited = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.rules.followMs);
    });
    await Promise.race([reading, waited]);
    clearTimeout(timer);
  }

  private keep(key: string, entry: Kept<Found>): void {
    this.kept.delete(key);
    this.kept.set(key, entry);
    if (this.kept.size <= this.rules.size) return;
    const [oldest] = this.kept.keys();
    if (oldest !== undefined) this.kept.delete(oldest);
  }

  private forget(key: string, entry: Kept<Found>): void {
    if (this.kept.get(key) === entry) this.kept.delete(key);
  }
}
