import { createParser } from "eventsource-parser";
import { QUIET_HEADER } from "../../shared/api/quiet-header.ts";
import { openEvents } from "../api.ts";
import { tellOthers, tellViews } from "./hear.ts";
import { readWord } from "./word.ts";

/** The service says every 15 seconds that it is still there; a connection silent for longer is dead. */
const SILENCE_MOST = 40_000;

/** Where the next stream goes on. */
export type Position = {
  lastEventId?: string;
  /** After a failure nobody knows what else has failed. */
  wasTried?: boolean;
};

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
    const isFirst = !position.wasTried;
    position.wasTried = true;
    const { body, headers } = await openEvents(position.lastEventId, AbortSignal.any([signal, silence.signal]));
    // What this page has asked for it asked after the last word. Others may be older.
    const isUpToDate = isFirst && wasQuietFor(headers) > Date.now() - performance.timeOrigin;
    (isUpToDate ? tellOthers : tellViews)({ kind: "again" });
    if (body) await passOn(body, position, beat);
  } finally {
    clearTimeout(timer);
  }
}

/** For how long nothing was said when the stream began; no time at all where the service does not know. */
function wasQuietFor(headers: Headers): number {
  return Number(headers.get(QUIET_HEADER));
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
