const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Aborts at the first SIGINT, SIGTERM or SIGHUP. Later ones change nothing:
 * Ctrl-C reaches us twice, from the terminal and passed on by npm.
 */
export function endSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of SIGNALS) {
    process.on(name, () => controller.abort(new Error(`Ended by ${name}.`)));
  }
  return controller.signal;
}

/** The work's result, or the signal's reason as soon as it aborts; the work itself runs on. */
export function unlessAborted<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (!signal) return work;
  return Promise.race([work, whenAborted(signal)]);
}

/** Rejects once the signal aborts. */
export function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** Makes something without the signal handlers it installs: Miniflare's would end us before we have ended the rest. */
export function withoutItsSignalHandlers<T>(make: () => T): T {
  const before = new Set(SIGNALS.flatMap((name) => process.listeners(name)));
  const made = make();
  for (const name of SIGNALS) {
    for (const handler of process.listeners(name)) {
      if (!before.has(handler)) process.removeListener(name, handler);
    }
  }
  return made;
}
