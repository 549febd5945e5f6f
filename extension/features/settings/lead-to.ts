/** By then what stands above has been read. */
const HELD_FOR = 3_000;
const MOVES = ["wheel", "touchstart", "pointerdown", "keydown"];

/** Leads to a part of the page, and holds it there while what stands above it grows, until the person moves. */
export function leadTo(part: HTMLElement): void {
  const stopper = new AbortController();
  const hold = new ResizeObserver(() => part.scrollIntoView());
  const stop = () => {
    stopper.abort();
    hold.disconnect();
  };
  hold.observe(document.body);
  for (const move of MOVES) window.addEventListener(move, stop, { signal: stopper.signal, passive: true });
  setTimeout(stop, HELD_FOR);
}
