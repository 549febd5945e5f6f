import { expect } from "vitest";

/** How much longer the larger input is, and what of that may be lost to what is not the work. */
const TIMES = 8;
const SLACK = 4;
/** Below this a clock tells little. */
const LEAST_MS = 5;

/**
 * Holds work to time that grows with its input alone: eight times the input takes eight times as long, and not
 * sixty-four. Counted is the processor's time, which is the same whatever else the machine does.
 */
export function expectLinear(what: string, size: number, work: (size: number) => void): void {
  const small = Math.max(LEAST_MS, Math.min(...[1, 2, 3].map(() => processorMs(() => work(Math.floor(size / TIMES))))));
  const large = processorMs(() => work(size));
  expect(large / small, `${what}: times as long for ${TIMES} times as much`).toBeLessThan(TIMES * SLACK);
}

function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
