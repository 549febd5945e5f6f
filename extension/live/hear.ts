import { serverHere } from "../server.ts";
import type { Word } from "./word.ts";

type Said = { server: string; word: Word };

/** One stream serves every open view of a server: whoever reads it passes each word on. */
const views = new BroadcastChannel("foyer-live");
const hearers = new Set<(word: Word) => void>();

views.addEventListener("message", ({ data }: MessageEvent<Said>) => {
  if (hearers.size > 0 && data.server === serverHere()) tellHere(data.word);
});

/** Calls back with each word of the server this page speaks to, until what it answers is called. */
export function hear(hearer: (word: Word) => void): () => void {
  hearers.add(hearer);
  return () => hearers.delete(hearer);
}

/** Says a word of a server to every open view of it, this one included. */
export function tellViews(word: Word, server = serverHere()): void {
  tellHere(word);
  tellOthers(word, server);
}

/** The same to every view but this one. */
export function tellOthers(word: Word, server = serverHere()): void {
  const said: Said = { server, word };
  views.postMessage(said);
}

function tellHere(word: Word): void {
  for (const hearer of hearers) hearer(word);
}
