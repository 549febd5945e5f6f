import type { Word } from "./word.ts";

/** One stream serves every open view: whoever reads it passes each word on. */
const views = new BroadcastChannel("foyer-live");
const hearers = new Set<(word: Word) => void>();

views.addEventListener("message", ({ data }: MessageEvent<Word>) => tellHere(data));

/** Calls back with each word, until what it answers is called. */
export function hear(hearer: (word: Word) => void): () => void {
  hearers.add(hearer);
  return () => hearers.delete(hearer);
}

/** Says a word to every open view, this one included. */
export function tellViews(word: Word): void {
  tellHere(word);
  views.postMessage(word);
}

function tellHere(word: Word): void {
  for (const hearer of hearers) hearer(word);
}
