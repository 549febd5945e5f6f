/**
 * Looks again at once when the page comes back into view and at every interval while it is in view.
 * Answers what stops it.
 */
export function everySoOften(intervalMs: number, look: () => void): () => void {
  const stopper = new AbortController();
  const lookIfSeen = () => {
    if (document.visibilityState === "visible") look();
  };
  const timer = setInterval(lookIfSeen, intervalMs);
  document.addEventListener("visibilitychange", lookIfSeen, { signal: stopper.signal });
  window.addEventListener("online", lookIfSeen, { signal: stopper.signal });
  return () => {
    clearInterval(timer);
    stopper.abort();
  };
}
