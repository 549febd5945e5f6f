type RestRules = {
  /** The first rest; each further one without a good answer in between is twice as long. Milliseconds, like all here. */
  firstMs: number;
  longestMs: number;
  /** How long others stay away while one request tries. */
  tryMs: number;
};

type Rest = { ms: number; since: number; until: number };

/** Which replicas rest after a failure, each by its URL, and that one request alone tries when a rest is over. */
export class Rests {
  private readonly rules: RestRules;
  private readonly resting = new Map<string, Rest>();

  constructor(rules: RestRules) {
    this.rules = rules;
  }

  /** Whether a request may go there now. Where a rest is over, asking takes the one try. */
  mayTry(url: string, now: number): boolean {
    const rest = this.resting.get(url);
    if (!rest) return true;
    if (now < rest.until) return false;
    rest.until = now + this.rules.tryMs;
    return true;
  }

  /** Many requests fail on one outage: those sent before a rest began do not lengthen it. */
  failed(url: string, sentAt: number, now: number): void {
    const before = this.resting.get(url);
    if (before && sentAt <= before.since) return;
    const ms = before ? Math.min(before.ms * 2, this.rules.longestMs) : this.rules.firstMs;
    this.resting.set(url, { ms, since: now, until: now + ms });
  }

  /** A good answer ends a rest, unless it is older than what the rest is for. */
  answered(url: string, sentAt: number): void {
    const rest = this.resting.get(url);
    if (rest && sentAt > rest.since) this.resting.delete(url);
  }
}
