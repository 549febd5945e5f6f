import { isDatabaseBusy } from "./query-failure.ts";

/** About four seconds in all: five hundred people at one door wait for each other, and none is turned away. */
const TRIES = 16;
const FIRST_WAIT_MS = 10;
const LONGEST_WAIT_MS = 400;

/**
 * Does again what the database refused because it was busy. What is refused so was not begun or was rolled back
 * whole, so doing it again does it once. The waits grow and vary, lest the same writers meet again.
 */
export async function retryBusy<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries >= TRIES || !isDatabaseBusy(error)) throw error;
      await wait(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1)) * (0.5 + Math.random()));
    }
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
