import { effect } from "@preact/signals";
import { signedIn } from "../../session/session.ts";
import { forgetCaptions } from "../captions/captions.ts";
import { sendPoster } from "../poster/poster.ts";
import { forgetBegun } from "./begun-upload.ts";
import { alongside, file, isUnfinished, kind } from "./choose-file.ts";
import { stopCopying } from "./keep-copies.ts";
import { stopPreparing } from "./prepare.ts";
import { forgetProjects } from "./projects.ts";
import { forgetPublication } from "./publish.ts";
import { arrived, begun, changeQueue, dropBytes, forgetQueue, queue, waiting } from "./queue.ts";
import { isEmpty, leftToDo, withArrived, withoutWaiting, withPublished } from "./queue-steps.ts";
import { attempt, readyForNext, resumeBegun, starting, startNext, uploadedId } from "./start-upload.ts";
import { dropTransfer, transfer } from "./transfer.ts";
import { giveBackUploads, hasUploads, isElsewhere, takeUploads } from "./upload-tab.ts";

/** Several files chosen at once go one after the other, into one place; those that have arrived are published together. */

/** Whether the file under way is one of several. */
export function isOneOfSeveral(): boolean {
  return waiting.value.length > 0 || arrived.value.length > 0;
}

effect(() => {
  if (transfer.value === "done" && isOneOfSeveral()) void advance();
});

effect(() => {
  if (!starting.value && isEmpty(leftToDo(queue.value))) giveBackUploads();
});

async function advance(): Promise<void> {
  const upload = begun.peek();
  const became = kind.peek();
  if (!upload || !became) return;
  uploadedId.value = undefined;
  stopCopying(upload.id);
  await changeQueue((before) => withArrived(before, became));
  await sendPoster(upload.nodeId);
  await dropBytes(upload, upload.nodeId);
  await goOn();
}

/** The only one has arrived, and is in view to be published. */
export async function finishOne(nodeId: string): Promise<void> {
  const upload = await forgetBegun();
  await sendPoster(nodeId);
  if (upload) await dropBytes(upload, upload.nodeId);
}

/** With the next file; where there is none, what has arrived is to be published. */
export async function goOn(): Promise<void> {
  readyForNext();
  await startNext();
}

/** With what was left unfinished. */
export async function resumeUploads(): Promise<void> {
  const upload = begun.peek();
  await (upload ? resumeBegun(upload) : goOn());
}

/** Leaves one out that waits. */
export async function dropWaiting(id: string): Promise<void> {
  const dropped = waiting.peek().find((each) => each.id === id);
  if (!dropped) return;
  stopCopying(id);
  await changeQueue((before) => withoutWaiting(before, id));
  await dropBytes(dropped);
}

/**
 * Takes up what was left unfinished. Where its bytes were kept it goes on by itself, unless it was paused or the page is
 * opened to put something into a place.
 */
export async function openUploads(): Promise<void> {
  if (!signedIn.peek()) return;
  await attempt(takeUploads);
  if (hasUploads.peek() && isUnfinished.peek() && !begun.peek()?.isPaused && location.hash === "") void resumeUploads();
}

/** What another tab has begun meanwhile, or left, is shown by this one once it is looked at. */
document.addEventListener("visibilitychange", () => {
  const isIdle = !isAtWork() && uploadedId.peek() === undefined && !isElsewhere.peek() && !starting.peek();
  if (document.visibilityState === "visible" && isIdle && signedIn.peek()) void takeUploads().catch(() => undefined);
});

export function notePublished(nodeId: string): Promise<void> {
  return changeQueue((before) => withPublished(before, nodeId));
}

/** All that had arrived is published, or left for later. Once it is published, what is kept may be another tab's. */
export async function forgetArrived(): Promise<void> {
  if (hasUploads.peek()) await changeQueue((before) => ({ ...before, arrived: [] }));
  else forgetQueue();
}

/** Of someone who is gone nothing goes on and nothing is left. */
export function forgetUploads(): void {
  stopPreparing();
  stopCopying();
  dropTransfer();
  readyForNext();
  alongside.value = [];
  forgetProjects();
  forgetPublication();
  forgetCaptions();
  forgetQueue();
}

/** Whether a file was chosen, is on its way or waits to be published. */
export function isAtWork(): boolean {
  return file.value !== undefined || transfer.value !== undefined || isOver();
}

/** Whether nothing is under way any more, and there is something to publish. */
export function isOver(): boolean {
  const isAtRest = transfer.value === undefined && file.value === undefined && !isUnfinished.value;
  return arrived.value.length > 0 && isAtRest;
}
