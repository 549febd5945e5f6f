import { createParser } from "eventsource-parser";
import { openEvents } from "../api.ts";
import { tellViews } from "./hear.ts";
import { readWord } from "./word.ts";

/** The service says every 15 seconds that it is still there; a connection silent for longer is dead. */
const SILENCE_MOST = 40_000;

/** Where the next stream goes on. */
export type Position = { lastEventId?: string };

/** Reads the stream of what happens until it ends, breaks off or falls silent. */
export async function readStream(position: Position, signal: AbortSignal): Promise<void> {
  const silence = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const beat = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENCE_MOST);
  };
  try {
    beat();
    const body = await openEvents(position.lastEventId, AbortSignal.any([signal, silence.signal]));
    tellViews({ kind: "again" });
    await passOn(body, position, beat);
  } finally {
    clearTimeout(timer);
  }
}

async function passOn(body: ReadableStream<Uint8Array>, position: Position, beat: () => void): Promise<void> {
  const parser = createParser({
    onEvent({ id, event, data }) {
      if (id !== undefined) position.lastEventId = id;
      const word = readWord(event, data);
      if (word) tellViews(word);
    },
  });
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    beat();
    parser.feed(part.value);
  }
}
