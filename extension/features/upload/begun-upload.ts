import { signal } from "@preact/signals";
import { api } from "../../api.ts";
import { type BegunUpload, begunUploadItem, keepWhileSignedIn } from "../../storage.ts";
import { dropKeptFile } from "../fast-start/kept-file.ts";

/** An upload that was begun here and is not finished; it outlives the tab. */
export const begun = signal<BegunUpload | undefined>();

export async function restoreUpload(): Promise<void> {
  begun.value = (await begunUploadItem.getValue()) ?? undefined;
}

export async function keepBegun(upload: BegunUpload): Promise<void> {
  begun.value = upload;
  await keepWhileSignedIn(begunUploadItem, upload);
}

/** It has arrived or is given up; what was made of its file goes too. */
export async function forgetBegun(): Promise<void> {
  const nodeId = begun.value?.nodeId;
  begun.value = undefined;
  await begunUploadItem.removeValue();
  if (nodeId !== undefined) await dropKeptFile(nodeId);
}

/** Gives an upload up, and the empty node that was made for it. */
export async function discardBegun(): Promise<void> {
  const nodeId = begun.value?.nodeId;
  await forgetBegun();
  if (nodeId === undefined) return;
  // It shows nothing and nobody sees it: that it stays behind when the server is not reached does no harm.
  await api.nodes[":nodeId"].$delete({ param: { nodeId } }).catch(() => undefined);
}
