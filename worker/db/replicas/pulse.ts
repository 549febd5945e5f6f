import type { Beat, Beats } from "./beats.ts";

type PulseRules = {
  /** How often the primary is asked for a beat; milliseconds, like all here. */
  everyMs: number;
  /** How long it goes on after the last reading, and how soon a second must follow for it to begin. */
  quietMs: number;
  /** How long one request sees to it: what it may ask of others is limited by the platform. */
  turnMs: number;
  /** How many askings may be unanswered before it waits. */
  unanswered: number;
  now(): number;
  pause(ms: number): Promise<unknown>;
};

/**
 * Keeps the heart beating while there is traffic, one request of the isolate at a time. A request that dies with its
 * turn is noticed by its silence, since nothing that it held could tell.
 */
export class Pulse {
  private readonly rules: PulseRules;
  private wantedAt = Number.NEGATIVE_INFINITY;
  private sentAt = Number.NEGATIVE_INFINITY;

  constructor(rules: PulseRules) {
    this.rules = rules;
  }

  /** For every reading that a replica could serve: takes the turn where nobody has it. A lone reading is no traffic. */
  async wanted(beats: Beats, ask: () => Promise<Beat>, hold: (work: Promise<unknown>) => void): Promise<void> {
    const before = this.wantedAt;
    this.wantedAt = this.rules.now();
    if (this.wantedAt - before >= this.rules.quietMs) return;
    if (this.wantedAt - this.sentAt < 2 * this.rules.everyMs) return;
    const endsAt = this.wantedAt + this.rules.turnMs;
    let unanswered = 0;
    for (let now = this.wantedAt; now < endsAt && now - this.wantedAt < this.rules.quietMs; now = this.rules.now()) {
      if (unanswered < this.rules.unanswered) {
        unanswered += 1;
        this.sentAt = now;
        hold(
          this.learn(beats, ask, now).finally(() => {
            unanswered -= 1;
          }),
        );
      }
      await this.rules.pause(this.rules.everyMs);
    }
  }

  private async learn(beats: Beats, ask: () => Promise<Beat>, sentAt: number): Promise<void> {
    try {
      beats.learn(await ask(), sentAt, this.rules.now());
    } catch {
      // Without a beat nothing is proven and the primary is read, whose own failures are told there.
    }
  }
}
