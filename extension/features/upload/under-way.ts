import { computed, signal } from "@preact/signals";
import { serverHere } from "../../server.ts";
import { NO_UPLOADS, type UploadUnderWay, uploadQueueItem, uploadUnderWayItem } from "../../storage.ts";
import { areUploadsHeld, uploadsLock } from "./uploads-lock.ts";

/** What the tab that has the uploads tells, for other pages; null where there is none. */
export const underWay = signal<UploadUnderWay | null>(null);
export const uploads = signal(NO_UPLOADS);
/** Another one means that something was begun, has arrived or was given up. */
export const sentNodeId = computed(() => uploads.value.begun?.nodeId);

/** Hears of the uploads for as long as the page is open. */
export async function followUploads(): Promise<void> {
  uploadQueueItem.watch((queue) => {
    uploads.value = queue;
  });
  uploadUnderWayItem.watch((told) => void take(told));
  uploads.value = await uploadQueueItem.getValue();
  await take(await uploadUnderWayItem.getValue());
}

/** A tab that died tells nothing: what it told last counts while it holds its lock. */
async function take(told: UploadUnderWay | null): Promise<void> {
  const isHeld = await areUploadsHeld();
  underWay.value = isHeld ? told : null;
  if (isHeld) void hearOfItsEnd();
}

let isHearing = false;

async function hearOfItsEnd(): Promise<void> {
  if (isHearing) return;
  isHearing = true;
  await navigator.locks.request(uploadsLock(serverHere()), { mode: "shared" }, () => undefined);
  isHearing = false;
  underWay.value = null;
}
