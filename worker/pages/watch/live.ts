/**
 * Hears that something was said, for as long as the comments are in view and the page is: streams are few in a browser, and
 * most who watch never come as far.
 */
export function listenLive(section: HTMLElement, { hear, catchUp }: Record<"hear" | "catchUp", () => void>): void {
  const live = section.dataset.comments?.replace("/comments", "/live") ?? "";
  let stream: EventSource | undefined;
  let inView = false;
  const attend = () => {
    const wanted = inView && document.visibilityState === "visible";
    if (wanted === (stream !== undefined)) return;
    stream?.close();
    stream = wanted ? new EventSource(live) : undefined;
    stream?.addEventListener("open", catchUp);
    stream?.addEventListener("comments", hear);
  };
  const look = (entries: IntersectionObserverEntry[]) => {
    inView = entries.at(-1)?.isIntersecting ?? false;
    attend();
  };
  // Its first line at the edge of a window is not yet looking at it.
  new IntersectionObserver(look, { rootMargin: "-80px" }).observe(section);
  document.addEventListener("visibilitychange", attend);
}
