import { DurableObject } from "cloudflare:workers";
import type { Bindings } from "../env.ts";
import type { Charge, ChargeOutcome, Grant, GrantAsked } from "./charge.ts";
import { handOut, type Window } from "./hand-out.ts";

/**
 * Counts tries in fixed windows, one object a subject (an address, a network).
 * All budgets of a call are charged together or, if one is spent, none is.
 */
export class RateLimiter extends DurableObject<Bindings> {
  async charge(charges: Charge[]): Promise<ChargeOutcome> {
    const now = Date.now();
    const keys = charges.map(({ key }) => key);
    const windows = await this.ctx.storage.get<Window>(keys);
    const current = charges.map((charge) => {
      const window = windows.get(charge.key);
      return window && window.endsAt > now ? window : { count: 0, endsAt: now + charge.windowMs };
    });
    const spent = current.filter((window, at) => window.count + (charges[at]?.count ?? 1) > (charges[at]?.limit ?? 0));
    if (spent.length > 0) {
      return { allowed: false, retryAfterMs: Math.max(...spent.map(({ endsAt }) => endsAt - now)) };
    }
    const next = current.map(
      (window, at) => [charges[at]?.key ?? "", { ...window, count: window.count + (charges[at]?.count ?? 1) }] as const,
    );
    await this.ctx.storage.put(Object.fromEntries(next));
    await this.forgetLater(Math.max(...current.map(({ endsAt }) => endsAt)));
    return { allowed: true };
  }

  /** Hands out some of a budget, so that whoever asks need not ask for each. */
  async grant(asked: GrantAsked): Promise<Grant> {
    const { window, grant } = handOut(await this.ctx.storage.get<Window>(asked.key), asked, Date.now());
    if (grant.granted + asked.advance > 0) {
      await this.ctx.storage.put(asked.key, window);
      await this.forgetLater(window.endsAt);
    }
    return grant;
  }

  /** Gives so many counts back to each budget, for tries that turned out to be right or were not made. */
  async refund(keys: string[], count: number): Promise<void> {
    const windows = await this.ctx.storage.get<Window>(keys);
    for (const [key, window] of windows) {
      await this.ctx.storage.put(key, { ...window, count: Math.max(0, window.count - count) });
    }
  }

  /** Empties the object once every window is over, so that an idle subject costs nothing. */
  override async alarm(): Promise<void> {
    const now = Date.now();
    const windows = await this.ctx.storage.list<Window>();
    const latest = Math.max(0, ...[...windows.values()].map(({ endsAt }) => endsAt));
    if (latest > now) await this.ctx.storage.setAlarm(latest);
    else await this.ctx.storage.deleteAll();
  }

  private async forgetLater(at: number): Promise<void> {
    const set = await this.ctx.storage.getAlarm();
    if (set === null || set < at) await this.ctx.storage.setAlarm(at);
  }
}
