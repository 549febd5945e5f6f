import { effect, signal } from "@preact/signals";
import type { MediaKind } from "../../../shared/policy/access.ts";
import { sendPoster } from "../poster/poster.ts";
import { forgetBegun } from "./begun-upload.ts";
import { file, kind, takeNext, title, waiting } from "./choose-file.ts";
import { placeOfLast, readyForNext, startUpload, uploadedId } from "./start-upload.ts";
import { transfer } from "./transfer.ts";

/** Several files chosen at once go one after the other, into one place; those that have arrived are published together. */

export type Arrived = { nodeId: string; title: string; kind: MediaKind };
export const arrived = signal<Arrived[]>([]);

/** Whether the file under way is one of several. */
export function isOneOfSeveral(): boolean {
  return waiting.value.length > 0 || arrived.value.length > 0;
}

effect(() => {
  if (transfer.value === "done" && isOneOfSeveral()) void advance();
});

async function advance(): Promise<void> {
  const nodeId = uploadedId.peek();
  const became = kind.peek();
  if (nodeId === undefined || !became) return;
  uploadedId.value = undefined;
  arrived.value = [...arrived.value, { nodeId, title: title.peek(), kind: became }];
  await sendPoster(nodeId);
  await forgetBegun();
  await goOn();
}

/** With the next file; where there is none, what has arrived is to be published. */
export async function goOn(): Promise<void> {
  readyForNext();
  if (!takeNext()) return;
  const place = placeOfLast();
  if (place) await startUpload(place.workspaceId, { projectId: place.parentId });
}

/** All that had arrived is published, or left for later. */
export function forgetArrived(): void {
  arrived.value = [];
}

/** Of someone who is gone neither those that wait nor those that have arrived are left. */
export function forgetSeveral(): void {
  waiting.value = [];
  forgetArrived();
}

/** Whether a file was chosen, is on its way or waits to be published. */
export function isAtWork(): boolean {
  return file.value !== undefined || transfer.value !== undefined || isOneOfSeveral();
}

/** Whether nothing is under way any more, and there is something to publish. */
export function isOver(): boolean {
  return arrived.value.length > 0 && transfer.value === undefined && file.value === undefined;
}
