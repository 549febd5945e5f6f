import { computed, signal } from "@preact/signals";
import { keepWhileSignedIn, NO_UPLOADS, type QueuedFile, type UploadQueue, uploadQueueItem } from "../../storage.ts";
import { dropKeptFile, dropUnnamed, keptFile } from "../fast-start/kept-file.ts";
import { preparedFile } from "../fast-start/prepare-file.ts";
import { isEmpty, leftToDo, namesKept, unsent, withKept } from "./queue-steps.ts";

/** What is to be sent; it outlives the tab. Only the tab that has the uploads changes it (`upload-tab.ts`). */
export const queue = signal<UploadQueue>(NO_UPLOADS);
/** The files in it whose bytes are at hand, by id: chosen here, or kept in the browser's own storage. */
export const files = signal<ReadonlyMap<string, File>>(new Map());

/** Another one once what was in memory was forgotten. */
let owner = {};

export const begun = computed(() => queue.value.begun);
export const waiting = computed(() => queue.value.waiting);
export const arrived = computed(() => queue.value.arrived);
/** The first of those that wait whose bytes are at hand. */
export const nextWaiting = computed(() => waiting.value.find(({ id }) => files.value.has(id)));
/** Those that have to be chosen again. */
export const missing = computed(() => unsent(queue.value).filter(({ id }) => !files.value.has(id)));

export async function changeQueue(change: (queue: UploadQueue) => UploadQueue): Promise<void> {
  queue.value = change(queue.peek());
  const left = leftToDo(queue.peek());
  if (isEmpty(left)) await uploadQueueItem.removeValue();
  else await keepWhileSignedIn(uploadQueueItem, left);
}

export function haveFile(id: string, file: File): void {
  files.value = new Map(files.peek()).set(id, file);
}

/** What was left unfinished, with the bytes that were kept of it; others that were kept belong to nobody any more. */
export async function restoreQueue(): Promise<void> {
  const whose = owner;
  const known = await uploadQueueItem.getValue();
  await dropUnnamed(namesKept(known));
  const found = await Promise.all(unsent(known).map(async (each) => [each.id, await bytesOf(known, each)] as const));
  if (whose !== owner) return;
  files.value = new Map(found.flatMap(([id, file]) => (file ? [[id, file] as const] : [])));
  queue.value = withKept(known, ({ id, isKept }) => isKept && files.peek().has(id));
}

async function bytesOf({ begun: first }: UploadQueue, queued: QueuedFile): Promise<File | undefined> {
  const like = { name: queued.fileName, type: queued.fileType };
  if (first?.isPrepared && first.id === queued.id) return preparedFile(like, first.nodeId);
  const copy = queued.isKept ? await keptFile(queued.id) : undefined;
  return copy?.size === queued.size ? new File([copy], like.name, like) : undefined;
}

/** The bytes of what has arrived or is given up, and what was made of them. */
export async function dropBytes({ id }: QueuedFile, nodeId?: string): Promise<void> {
  files.value = new Map([...files.peek()].filter(([other]) => other !== id));
  await dropKeptFile(id);
  if (nodeId !== undefined) await dropKeptFile(nodeId);
}

/** In memory alone. */
export function forgetQueue(): void {
  owner = {};
  queue.value = NO_UPLOADS;
  files.value = new Map();
}
