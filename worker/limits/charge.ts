/** So many counts, all or none, against one budget. `key` names the budget inside the Durable Object it is sent to. */
export type Charge = { key: string; limit: number; windowMs: number; count: number };

/** `retryAfterMs` counts from now until the first spent budget opens again. */
export type ChargeOutcome = { allowed: true } | { allowed: false; retryAfterMs: number };
