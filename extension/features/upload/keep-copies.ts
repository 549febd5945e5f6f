import { dropKeptFile, hasRoomFor, openKeptFile } from "../fast-start/kept-file.ts";
import { changeQueue, files, queue } from "./queue.ts";
import { lacksCopy, withKept } from "./queue-steps.ts";

/** The browser copies so much at once by itself; none of it comes into the page's memory. */
const STEP_BYTES = 32 * 1024 ** 2;
/** Stays free beside the copies: what is sent next may have to be rewritten. */
const HEADROOM_BYTES = 1024 ** 3;

let copying: { id: string; stopper: AbortController } | undefined;
/** Of which there is no room, or which could not be read: not tried again by this page. */
const given = new Set<string>();

/**
 * Copies the files of the queue into the browser's own storage while they are sent, one after the other, so that none has
 * to be chosen again.
 */
export async function keepCopies(): Promise<void> {
  if (copying) return;
  for (let id = nextToCopy(); id !== undefined; id = nextToCopy()) {
    given.add(id);
    const stopper = new AbortController();
    copying = { id, stopper };
    try {
      await keepCopy(id, stopper.signal);
    } finally {
      copying = undefined;
    }
  }
}

async function keepCopy(id: string, signal: AbortSignal): Promise<void> {
  const isKept = await copy(id, signal).catch(() => false);
  if (isKept && isWanted(id)) await changeQueue((before) => withKept(before, (each) => each.isKept || each.id === id));
  else await dropKeptFile(id);
}

/** All of them, or one that is needed no longer. */
export function stopCopying(id = copying?.id): void {
  if (copying?.id === id) copying?.stopper.abort();
}

function nextToCopy(): string | undefined {
  return lacksCopy(queue.peek()).find(({ id }) => !given.has(id) && files.peek().has(id))?.id;
}

function isWanted(id: string): boolean {
  return lacksCopy(queue.peek()).some((each) => each.id === id);
}

async function copy(id: string, signal: AbortSignal): Promise<boolean> {
  const file = files.peek().get(id);
  if (!file || !(await hasRoomFor(file.size + HEADROOM_BYTES))) return false;
  const writer = (await openKeptFile(id)).getWriter();
  try {
    for (let at = 0; at < file.size; at += STEP_BYTES) {
      signal.throwIfAborted();
      await writer.write(file.slice(at, at + STEP_BYTES));
    }
    signal.throwIfAborted();
    // What was written has its name from here on: half a copy is none.
    await writer.close();
    return !signal.aborted;
  } catch (error) {
    await writer.abort().catch(() => undefined);
    throw error;
  }
}
