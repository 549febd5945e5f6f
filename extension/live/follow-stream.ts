import { serverHere } from "../server.ts";
import { untilInView, whileInView } from "./in-view.ts";
import type { Position } from "./read-stream.ts";

const LOCK = "foyer-stream@";
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
/** A stream that lived this long was no failure. */
const LIVED = 5_000;

/**
 * Keeps a stream of what happens open while this page is in view, one a server for the whole browser: over HTTP/1.1 a browser
 * opens six connections to a server at most. Answers what stops it.
 */
export function followStream(): () => void {
  const stopper = new AbortController();
  void stayConnected(stopper.signal);
  return () => stopper.abort();
}

async function stayConnected(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await untilInView(signal);
    const inView = whileInView(signal);
    // Refused when it is let go of before it was had.
    await navigator.locks
      .request(`${LOCK}${serverHere()}`, { signal: inView }, () => keepReading(inView))
      .catch(() => undefined);
    await pause(FIRST_WAIT, signal);
  }
}

async function keepReading(signal: AbortSignal): Promise<void> {
  const position: Position = {};
  let failures = 0;
  while (!signal.aborted) {
    const began = Date.now();
    // Why it ended does not matter: what to do next is the same, and a dead session ends the whole page's.
    await read(position, signal).catch(() => undefined);
    failures = Date.now() - began > LIVED ? 0 : failures + 1;
    await pause(waitAfter(failures), signal);
  }
}

/** Its reader is loaded once the page stands: no first picture waits for it. */
async function read(position: Position, signal: AbortSignal): Promise<void> {
  const { readStream } = await import("./read-stream.ts");
  await readStream(position, signal);
}

/** Twice as long after each failure, and never for all browsers at once. */
function waitAfter(failures: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures) * (0.5 + Math.random() / 2);
}

/** Ends early when the network comes back. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = new AbortController();
    const end = () => {
      clearTimeout(timer);
      done.abort();
      resolve();
    };
    const timer = setTimeout(end, ms);
    window.addEventListener("online", end, { signal: done.signal });
    signal.addEventListener("abort", end, { signal: done.signal });
  });
}
