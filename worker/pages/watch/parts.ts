/** A chapter as the page's list names it; where it begins in seconds. */
export type Part = { at: number; title: string; link: HTMLAnchorElement };

export function partsOnPage(): Part[] {
  const links = document.querySelectorAll<HTMLAnchorElement>(".chapters a");
  return [...links].map((link) => ({
    at: Number(link.dataset.at),
    title: link.lastElementChild?.textContent ?? "",
    link,
  }));
}

/** What plays at a moment; undefined before the first. */
export function partAt(parts: readonly Part[], seconds: number): Part | undefined {
  return parts.findLast(({ at }) => at <= seconds);
}
