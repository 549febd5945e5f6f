type Timed = { start: number; end: number };

/** Which of the cues, in the order of their starts, is spoken at a moment; between two, the one before. -1 before all. */
export function cueAt(cues: readonly Timed[], seconds: number): number {
  let low = 0;
  let high = cues.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cues[middle]?.start ?? 0) <= seconds) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A text as it is searched: without case, accents and signs of tone (Unicode Standard Annex 15, NFKD). */
export function searchable(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

/** Whether all words of a search stand in a text, in any order. */
export function isFound(text: string, search: string): boolean {
  const within = searchable(text);
  return searchable(search)
    .split(/\s+/)
    .every((word) => within.includes(word));
}
