import { effect } from "@preact/signals";
import { signedIn } from "../../session/session.ts";
import { forgetCaptions } from "../captions/captions.ts";
import { sendPoster } from "../poster/poster.ts";
import { alongside, file, forgetFile, isUnfinished, kind, starting } from "./choose-file.ts";
import { stopCopying } from "./keep-copies.ts";
import { stopPreparing } from "./prepare.ts";
import { forgetProjects } from "./projects.ts";
import { forgetPublication } from "./publish.ts";
import { arrived, begun, changeQueue, dropBytes, forgetQueue, queue, waiting } from "./queue.ts";
import { isEmpty, leftToDo, withArrived, withoutWaiting, withPublished, withTitle } from "./queue-steps.ts";
import { leaveOutSettled } from "./settled.ts";
import { attempt, goOn, readyForNext, resumeBegun } from "./start-upload.ts";
import { dropTransfer, forgetTransfer, transfer } from "./transfer.ts";
import { giveBackUploads, hasUploads, isElsewhere, takeUploads } from "./upload-tab.ts";

/** Files go one after the other, into one place; those that have arrived are published together. */

effect(() => {
  if (transfer.value === "done") void advance();
});

effect(() => {
  if (!starting.value && isEmpty(leftToDo(queue.value))) giveBackUploads();
});

async function advance(): Promise<void> {
  const upload = begun.peek();
  const became = kind.peek();
  const sent = file.peek();
  if (!upload || !became) return;
  stopCopying(upload.id);
  await changeQueue((before) => withArrived(before, became));
  await sendPoster(upload.nodeId);
  await dropBytes(upload, upload.nodeId);
  // Another was chosen meanwhile, or whoever chose it is gone.
  if (file.peek() !== sent) return;
  if (waiting.peek().length > 0) return goOn();
  forgetTransfer();
  forgetFile();
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
  // It may have been the one that could not be begun.
  if (transfer.peek() === "waiting" && begun.peek() === null) await goOn();
}

/** Calls one that waits otherwise. */
export function renameWaiting(id: string, title: string): Promise<void> {
  return changeQueue((before) => withTitle(before, id, title));
}

/**
 * Takes up what was left unfinished. Where its bytes were kept it goes on by itself, unless it was paused or the page is
 * opened to put something into a place.
 */
export async function openUploads(): Promise<void> {
  if (!signedIn.peek()) return;
  await attempt(takeUploads);
  if (!hasUploads.peek()) return;
  void leaveOutSettled();
  if (isUnfinished.peek() && !begun.peek()?.isPaused && location.hash === "") void resumeUploads();
}

/** What another tab has begun meanwhile, or left, is shown by this one once it is looked at. */
document.addEventListener("visibilitychange", () => {
  const isIdle = !isAtWork() && !isElsewhere.peek() && !starting.peek();
  if (document.visibilityState === "visible" && isIdle && signedIn.peek()) void takeUploads().catch(() => undefined);
});

/** Nothing where it was left for later meanwhile: what is kept may be another tab's. */
export async function notePublished(nodeId: string): Promise<void> {
  if (hasUploads.peek()) await changeQueue((before) => withPublished(before, nodeId));
}

/** All that had arrived is published, or left for later: the page is ready for others. */
export function leaveArrived(): void {
  forgetPublication();
  forgetCaptions();
  readyForNext();
  void forgetArrived();
}

/** Once it is published, what is kept may be another tab's. */
async function forgetArrived(): Promise<void> {
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
  const isAtRest = transfer.value === "done" || (transfer.value === undefined && file.value === undefined);
  return arrived.value.length > 0 && isAtRest && !isUnfinished.value;
}
