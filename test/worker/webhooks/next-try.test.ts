import { describe, expect, it } from "vitest";
import { WEBHOOK_FIRST_WAIT, WEBHOOK_LONGEST_WAIT, WEBHOOK_TRIED_FOR } from "../../../shared/limits.ts";
import { nextTryAt } from "../../../worker/webhooks/next-try.ts";

/** All tries of a message whose receiver fails at once, in milliseconds from the first. */
function tries(chance: () => number): number[] {
  const made = [0];
  for (let next = nextTryAt(0, 0, chance()); next !== undefined; next = nextTryAt(0, next, chance())) made.push(next);
  return made;
}

describe("the tries of a message", () => {
  it.each([0, 0.5, 0.999])("grow apart and end as the day does, where chance says %d", (chance) => {
    const made = tries(() => chance);
    const waits = made.slice(1).map((at, n) => at - (made[n] ?? 0));
    expect(made.at(-1)).toBe(WEBHOOK_TRIED_FOR);
    expect(made.length).toBeGreaterThan(10);
    expect(made.length).toBeLessThan(20);
    for (const [n, wait] of waits.slice(0, -1).entries()) {
      expect(wait).toBeGreaterThanOrEqual(0.8 * WEBHOOK_FIRST_WAIT);
      expect(wait).toBeLessThanOrEqual(1.2 * WEBHOOK_LONGEST_WAIT);
      if (wait < 0.8 * WEBHOOK_LONGEST_WAIT && n > 0) expect(wait).toBeGreaterThan(waits[n - 1] ?? 0);
    }
  });

  it("come apart where many failed together", () => {
    const first = Array.from({ length: 100 }, () => nextTryAt(0, 0, Math.random()));
    expect(new Set(first).size).toBeGreaterThan(50);
  });
});
