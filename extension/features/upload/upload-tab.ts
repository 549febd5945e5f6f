import { signal } from "@preact/signals";
import { serverHere } from "../../server.ts";
import { setChosenAside } from "./choose-file.ts";
import { restoreQueue } from "./queue.ts";
import { uploadsLock } from "./uploads-lock.ts";

/** Of all tabs one has the uploads, from when something is begun until all of it is published or left. */
export const hasUploads = signal(false);
/** Whether another tab has them. */
export const isElsewhere = signal(false);

/** A tab that is just being closed, or opened anew, still has them for a moment. */
const PATIENCE_MS = 300;

let giveBack: (() => void) | undefined;
let taking: Promise<boolean> | undefined;

/**
 * Takes the uploads into this tab, with what was left unfinished; false while another has them, of whom this one is next.
 * However often it is asked for at once, the tab stands in line once. Throws where what was left cannot be read.
 */
export function takeUploads(): Promise<boolean> {
  taking ??= takeOrWait().finally(() => {
    taking = undefined;
  });
  return taking;
}

async function takeOrWait(): Promise<boolean> {
  if (isElsewhere.peek()) return false;
  if (hasUploads.peek()) return true;
  if (await take({ signal: AbortSignal.timeout(PATIENCE_MS) })) return true;
  isElsewhere.value = true;
  void take({})
    .catch(() => undefined)
    .then(() => {
      isElsewhere.value = false;
    });
  return false;
}

/** Lets another tab have them. */
export function giveBackUploads(): void {
  hasUploads.value = false;
  giveBack?.();
  giveBack = undefined;
}

/** False where it took longer than the options allow. */
function take(options: LockOptions): Promise<boolean> {
  return new Promise((answer, fail) => {
    const keep = async () => {
      const kept = new Promise<void>((resolve) => {
        giveBack = resolve;
      });
      hasUploads.value = true;
      try {
        await restoreQueue();
      } catch (error) {
        giveBackUploads();
        return fail(error);
      }
      setChosenAside();
      answer(true);
      await kept;
    };
    navigator.locks.request(uploadsLock(serverHere()), options, keep).catch(() => answer(false));
  });
}
