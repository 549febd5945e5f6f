import { api } from "../../api.ts";
import type { BegunUpload } from "../../storage.ts";
import { stopCopying } from "./keep-copies.ts";
import { begun, changeQueue, dropBytes } from "./queue.ts";

/** Notes something of the upload under way; nothing where it is over meanwhile. */
export async function changeBegun(nodeId: string, change: Partial<BegunUpload>): Promise<void> {
  if (begun.peek()?.nodeId !== nodeId) return;
  await changeQueue((queue) => ({ ...queue, begun: queue.begun && { ...queue.begun, ...change } }));
}

/** Gives an upload up, with its bytes and the empty node that was made for it. */
export async function discardBegun(): Promise<void> {
  const upload = begun.peek();
  if (!upload) return;
  const { id, nodeId } = upload;
  stopCopying(id);
  await changeQueue((queue) => ({ ...queue, begun: null }));
  await dropBytes(upload, nodeId);
  await deleteEmptyNode(nodeId);
}

/** It shows nothing and nobody sees it: that it stays behind when the server is not reached does no harm. */
export async function deleteEmptyNode(nodeId: string): Promise<void> {
  await api.nodes[":nodeId"].$delete({ param: { nodeId } }).catch(() => undefined);
}
