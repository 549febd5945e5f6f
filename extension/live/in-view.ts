/** A page out of view for this long lets go of the stream; it looks again by itself when it comes back. */
const HIDDEN_MOST = 60_000;

/** Resolves once the page is in view, or `signal` aborts. */
export function untilInView(signal: AbortSignal): Promise<void> {
  if (document.visibilityState === "visible" || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = new AbortController();
    const end = () => {
      done.abort();
      resolve();
    };
    document.addEventListener("visibilitychange", end, { signal: done.signal });
    signal.addEventListener("abort", end, { signal: done.signal });
  });
}

/** Aborts when the page has been out of view for long; tidies up after itself when `signal` aborts. */
export function whileInView(signal: AbortSignal): AbortSignal {
  const gone = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(timer);
    if (document.visibilityState !== "visible") timer = setTimeout(() => gone.abort(), HIDDEN_MOST);
  };
  const either = AbortSignal.any([signal, gone.signal]);
  document.addEventListener("visibilitychange", look, { signal: either });
  either.addEventListener("abort", () => clearTimeout(timer));
  return either;
}
