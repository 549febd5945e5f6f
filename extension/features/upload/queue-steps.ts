import type { MediaKind } from "../../../shared/policy/access.ts";
import type { QueuedFile, UploadQueue } from "../../storage.ts";

/** How the queue of uploads becomes another; what it then is, is kept by `queue.ts`. */

export function isEmpty({ begun, waiting, arrived }: UploadQueue): boolean {
  return begun === null && waiting.length + arrived.length === 0;
}

/** All whose bytes are still needed, in the order in which they go. */
export function unsent({ begun, waiting }: UploadQueue): QueuedFile[] {
  return begun ? [begun, ...waiting] : waiting;
}

/** The names under which the bytes of a queue lie in the browser's own storage: copies, and what was rewritten. */
export function namesKept(queue: UploadQueue): Set<string> {
  const names = unsent(queue).map(({ id }) => id);
  return new Set(queue.begun ? [...names, queue.begun.nodeId] : names);
}

/** Those of which a copy is wanted; of what was rewritten there is one. */
export function lacksCopy(queue: UploadQueue): QueuedFile[] {
  const isRewritten = (id: string) => queue.begun?.isPrepared === true && queue.begun.id === id;
  return unsent(queue).filter(({ id, isKept }) => !isKept && !isRewritten(id));
}

/** Says of each whose bytes are kept, and of no other, that they are. */
export function withKept(queue: UploadQueue, isKept: (file: QueuedFile) => boolean): UploadQueue {
  const { begun, waiting } = queue;
  return {
    ...queue,
    begun: begun && { ...begun, isKept: isKept(begun) },
    waiting: waiting.map((each) => ({ ...each, isKept: isKept(each) })),
  };
}

/** With others that go after all that wait. */
export function withAdded(queue: UploadQueue, added: readonly QueuedFile[]): UploadQueue {
  return { ...queue, waiting: [...queue.waiting, ...added] };
}

/** One of those that wait is called otherwise. */
export function withTitle(queue: UploadQueue, id: string, title: string): UploadQueue {
  return { ...queue, waiting: queue.waiting.map((each) => (each.id === id ? { ...each, title } : each)) };
}

/** Without one of those that wait. */
export function withoutWaiting(queue: UploadQueue, id: string): UploadQueue {
  return { ...queue, waiting: queue.waiting.filter((each) => each.id !== id) };
}

/** What was under way has arrived, and is to be published with the others. */
export function withArrived(queue: UploadQueue, kind: MediaKind): UploadQueue {
  const { begun, arrived } = queue;
  if (!begun) return queue;
  const { nodeId, title } = begun;
  return { ...queue, begun: null, arrived: [...arrived, { nodeId, title, kind, isPublished: false }] };
}

export function withPublished(queue: UploadQueue, nodeId: string): UploadQueue {
  const arrived = queue.arrived.map((each) => (each.nodeId === nodeId ? { ...each, isPublished: true } : each));
  return { ...queue, arrived };
}

/** Without something that has arrived: it was published or deleted elsewhere. */
export function withoutArrived(queue: UploadQueue, nodeId: string): UploadQueue {
  return { ...queue, arrived: queue.arrived.filter((each) => each.nodeId !== nodeId) };
}

/** What another page is to find of it: what is published stays in view here alone. */
export function leftToDo(queue: UploadQueue): UploadQueue {
  return { ...queue, arrived: queue.arrived.filter(({ isPublished }) => !isPublished) };
}

/** Files chosen again, each under the id of the one that it is. */
export function chosenAgain<Chosen extends { fingerprint: string | undefined }>(
  queue: UploadQueue,
  chosen: readonly Chosen[],
): Map<string, Chosen> {
  return new Map(
    unsent(queue).flatMap(({ id, fingerprint }) => {
      const same = chosen.find((each) => each.fingerprint === fingerprint);
      return same ? [[id, same] as const] : [];
    }),
  );
}
