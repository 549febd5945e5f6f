import type { Grant, GrantAsked } from "./charge.ts";

/** A budget's fixed window: what was charged or handed out, and when it ends, in milliseconds since the epoch. */
export type Window = { count: number; endsAt: number };

/** The part of what is left that is handed out at once. */
const HANDED_OUT = 0.1;

/**
 * Hands out a tenth of what is left of a budget; spent or not, it is counted. So is what the asker took in advance, and
 * where nobody else has, the window is the asker's own.
 */
export function handOut(
  found: Window | undefined,
  { limit, windowMs, wants, advance, begunMsAgo, after }: GrantAsked,
  now: number,
): { window: Window; grant: Grant } {
  const runs = found !== undefined && found.endsAt > now && found.endsAt !== after;
  const { count, endsAt } = runs ? found : { count: 0, endsAt: now + windowMs - begunMsAgo };
  const free = Math.max(0, limit - count - advance);
  const granted = wants ? Math.ceil(free * HANDED_OUT) : 0;
  return {
    window: { count: count + advance + granted, endsAt },
    grant: { window: endsAt, granted, left: free - granted, endsInMs: endsAt - now },
  };
}
