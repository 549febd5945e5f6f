/** So many counts, all or none, against one budget. `key` names the budget inside the Durable Object it is sent to. */
export type Charge = { key: string; limit: number; windowMs: number; count: number };

/** `retryAfterMs` counts from now until the first spent budget opens again. */
export type ChargeOutcome = { allowed: true } | { allowed: false; retryAfterMs: number };

/**
 * Some of a budget, asked for ahead; where it does not want any, only how the budget stands. `advance` is what the asker
 * took before it asked, since its own window began, and `after` the window of the budget that is over for it.
 */
export type GrantAsked = {
  key: string;
  limit: number;
  windowMs: number;
  wants: boolean;
  advance: number;
  begunMsAgo: number;
  after?: number | undefined;
};

/**
 * What was handed out of a budget and may be spent until its window ends, in `endsInMs` from when it was asked for at the
 * earliest. `window` tells one window of the budget from another; `left` is what nobody has been handed yet.
 */
export type Grant = { window: number; granted: number; left: number; endsInMs: number };
