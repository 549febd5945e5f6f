import type { RateLimit } from "../../shared/limits.ts";
import type { Grant, GrantAsked } from "./charge.ts";

export type AllotmentRules = {
  /** How long a call waits for what another one asked. */
  followMs: number;
  /** How old what the limiter said may grow while calls come. */
  knownMs: number;
  /** Of how many budgets something is held; the one whose window began first goes first. */
  size: number;
  now(): number;
};

/** How a budget stands for one call that is charged to it. */
export type Standing = { allowed: boolean; remaining: number; resetMs: number };

/** A budget, and the ways out of the request that is charged to it. */
export type Asking = {
  budget: string;
  limit: RateLimit;
  ask(question: Omit<GrantAsked, "key">): Promise<Grant>;
  /** Lets work go on after the request that began it has been answered or has gone away. */
  hold(work: Promise<unknown>): void;
};

/** What is held of a budget in one window. */
type Allotment = {
  begunAt: number;
  /** By this isolate's clock, and no later than the limiter's window ends. */
  endsAt: number;
  held: number;
  /** The size of the last grant. */
  granted: number;
  /** What is left for others and us, as far as is known. */
  left: number;
  /** Taken in advance, and not told yet. */
  advance: number;
  /** The limiter's window that the one before belonged to, and the one that this does; known once it was asked. */
  after: number | undefined;
  window: number | undefined;
  /** When the limiter said how it stands. */
  knownAt: number;
  asking?: Promise<void>;
};

/** The part of a limit that is taken in advance. */
const ADVANCE = 0.02;

/**
 * What this isolate holds of budgets and spends without asking for each call. A window begins with a small advance, so that
 * who calls seldom costs the limiter nothing and nobody waits for it. Half of what is held spent, more is asked for while
 * calls go on; a call waits only where nothing is held. What is held is spent inside its window or not at all.
 */
export class Allotments {
  private readonly rules: AllotmentRules;
  private readonly known = new Map<string, Allotment>();

  constructor(rules: AllotmentRules) {
    this.rules = rules;
  }

  /** Charges one call. Fails where the limiter has to be asked and does not answer. */
  async charge(asking: Asking): Promise<Standing> {
    let allotment = this.current(asking);
    while (allotment.held === 0 && allotment.left > 0) {
      await this.askOrFollow(asking, allotment);
      allotment = this.current(asking);
    }
    const resetMs = allotment.endsAt - this.rules.now();
    if (allotment.held === 0) return { allowed: false, remaining: 0, resetMs };
    allotment.held -= 1;
    this.askAhead(asking, allotment);
    return { allowed: true, remaining: allotment.held + allotment.left, resetMs };
  }

  /** Whether a budget is known to have nothing left. */
  isSpent(budget: string): boolean {
    const allotment = this.known.get(budget);
    return allotment !== undefined && this.runs(allotment) && allotment.held + allotment.left === 0;
  }

  private runs({ endsAt }: Allotment): boolean {
    return endsAt > this.rules.now();
  }

  private current({ budget, limit: { limit, windowMs } }: Asking): Allotment {
    const found = this.known.get(budget);
    if (found && this.runs(found)) return found;
    const now = this.rules.now();
    const advance = Math.ceil(limit * ADVANCE);
    const next = {
      ...{ begunAt: now, endsAt: now + windowMs, after: found?.window, window: undefined, knownAt: now },
      ...{ held: advance, granted: advance, advance, left: limit - advance },
    };
    this.keep(budget, next);
    return next;
  }

  private async askOrFollow(asking: Asking, allotment: Allotment): Promise<void> {
    const { asking: before } = allotment;
    if (before) await this.follow(before);
    if (allotment.asking === before) await this.lead(asking, allotment, true);
  }

  private askAhead(asking: Asking, allotment: Allotment): void {
    const { held, granted, left, window, knownAt } = allotment;
    if (allotment.asking || left === 0) return;
    const wants = held * 2 <= granted;
    const isOld = window !== undefined && this.rules.now() - knownAt >= this.rules.knownMs;
    // Where this fails, a call that has nothing left asks again and is told.
    if (wants || isOld) void this.lead(asking, allotment, wants).catch(() => undefined);
  }

  private lead({ limit, ask, hold }: Asking, allotment: Allotment, wants: boolean): Promise<void> {
    const { advance, begunAt, after } = allotment;
    const sentAt = this.rules.now();
    const asking = ask({ ...limit, wants, advance, begunMsAgo: sentAt - begunAt, after })
      .then((grant) => this.take(allotment, grant, sentAt, advance))
      .finally(() => {
        if (allotment.asking === asking) delete allotment.asking;
      });
    allotment.asking = asking;
    hold(asking.catch(() => undefined));
    return asking;
  }

  /** Another request's question dies with that request: waited for so long and no longer. */
  private async follow(asking: Promise<void>): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const waited = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.rules.followMs);
    });
    await Promise.race([asking.catch(() => undefined), waited]);
    clearTimeout(timer);
  }

  private take(allotment: Allotment, grant: Grant, sentAt: number, told: number): void {
    const { window, granted, left, endsInMs } = grant;
    const isFirst = allotment.window === undefined;
    // Of a window that began meanwhile nothing may be spent in this one, which is over.
    if (!isFirst && window !== allotment.window) return void Object.assign(allotment, { endsAt: 0 });
    allotment.window = window;
    allotment.advance = Math.max(0, allotment.advance - told);
    allotment.held += granted;
    if (granted > 0) allotment.granted = granted;
    allotment.left = isFirst ? left : Math.min(allotment.left, left);
    // Counted from before it was asked, so that it ends here before it ends there.
    const endsAt = sentAt + endsInMs;
    allotment.endsAt = isFirst ? Math.min(allotment.endsAt, endsAt) : Math.max(allotment.endsAt, endsAt);
    allotment.knownAt = this.rules.now();
  }

  private keep(budget: string, allotment: Allotment): void {
    // Again at the end: whose window began first goes first.
    this.known.delete(budget);
    this.known.set(budget, allotment);
    if (this.known.size <= this.rules.size) return;
    const [oldest] = this.known.keys();
    if (oldest !== undefined) this.known.delete(oldest);
  }
}
