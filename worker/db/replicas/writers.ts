type WriterRules = {
  /** How long after a write its writer reads from the primary; milliseconds. */
  primaryMs: number;
  /** How many writers are remembered; whoever wrote longest ago goes first. */
  size: number;
};

/** Who wrote through this isolate lately, and when it last heard of a change. */
export class Writers {
  private readonly rules: WriterRules;
  private readonly wroteAt = new Map<string, number>();
  private changedAt = Number.NEGATIVE_INFINITY;

  constructor(rules: WriterRules) {
    this.rules = rules;
  }

  wrote(sessionId: string, now: number): void {
    this.wroteAt.delete(sessionId);
    this.wroteAt.set(sessionId, now);
    if (this.wroteAt.size <= this.rules.size) return;
    const [longestAgo] = this.wroteAt.keys();
    if (longestAgo !== undefined) this.wroteAt.delete(longestAgo);
  }

  wroteLately(sessionId: string, now: number): boolean {
    return now - (this.wroteAt.get(sessionId) ?? Number.NEGATIVE_INFINITY) < this.rules.primaryMs;
  }

  changed(now: number): void {
    this.changedAt = now;
  }

  /** No replica may answer from before this: a change made here is seen at once by everybody here. */
  lastChange(): number {
    return this.changedAt;
  }
}
