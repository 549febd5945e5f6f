import { WEBHOOK_FIRST_WAIT, WEBHOOK_LONGEST_WAIT, WEBHOOK_TRIED_FOR } from "../../shared/limits.ts";

/**
 * When a message that failed is tried again, in milliseconds since the epoch; undefined once it was tried for a day.
 * Each wait is twice the time since the first try, give or take a fifth, so that the tries of many endpoints that
 * failed together come apart; the last is made as the day ends. `chance` lies in [0, 1).
 */
export function nextTryAt(firstTriedAt: number, now: number, chance: number): number | undefined {
  const end = firstTriedAt + WEBHOOK_TRIED_FOR;
  if (now >= end) return undefined;
  const wait = Math.min(WEBHOOK_LONGEST_WAIT, Math.max(WEBHOOK_FIRST_WAIT, 2 * (now - firstTriedAt)));
  return Math.min(end, now + Math.round(wait * (0.8 + 0.4 * chance)));
}
