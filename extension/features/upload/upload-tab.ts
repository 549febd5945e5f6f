import { signal } from "@preact/signals";
import { serverHere } from "../../server.ts";
import { restoreQueue } from "./queue.ts";
import { uploadsLock } from "./uploads-lock.ts";

/** Of all tabs one has the uploads, from when something is begun until all of it is published or left. */
export const hasUploads = signal(false);
/** Whether another tab has them. */
export const isElsewhere = signal(false);

/** A tab that is just being closed, or opened anew, still has them for a moment. */
const PATIENCE_MS = 300;

let giveBack: (() => void) | undefined;

/** Takes the uploads into this tab, with what was left unfinished; false while another has them, of whom this one is next. */
export async function takeUploads(): Promise<boolean> {
  if (hasUploads.peek()) return true;
  if (isElsewhere.peek()) return false;
  if (await take({ signal: AbortSignal.timeout(PATIENCE_MS) })) return true;
  isElsewhere.value = true;
  void take({}).then(() => {
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

function take(options: LockOptions): Promise<boolean> {
  return new Promise((answer) => {
    const keep = async () => {
      const kept = new Promise<void>((resolve) => {
        giveBack = resolve;
      });
      hasUploads.value = true;
      await restoreQueue();
      answer(true);
      await kept;
    };
    navigator.locks.request(uploadsLock(serverHere()), options, keep).catch(() => answer(false));
  });
}
