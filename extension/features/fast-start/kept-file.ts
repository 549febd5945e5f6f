import { UPLOAD_LIFETIME } from "../../../shared/limits.ts";
import { refreshTokenItem } from "../../storage.ts";

/**
 * Where files lie in the browser's own storage for this extension (File System Standard, "origin private file system"):
 * what was rewritten to be sent, each under the node that it is for, until it has arrived.
 */
const FOLDER = "to-send";

async function keptFiles(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(FOLDER, { create: true });
}

/** Whether a file of so many bytes can be kept beside what is kept already. */
export async function hasRoomFor(bytes: number): Promise<boolean> {
  const { quota = 0, usage = 0 } = await navigator.storage.estimate();
  return quota - usage > bytes;
}

/** A new file to be written, once those that no upload can want any more have made room. */
export async function openKeptFile(nodeId: string): Promise<FileSystemWritableFileStream> {
  await dropOld();
  const handle = await (await keptFiles()).getFileHandle(nodeId, { create: true });
  return handle.createWritable();
}

/** Undefined where there is none: the browser may have needed the room. */
export async function keptFile(nodeId: string): Promise<File | undefined> {
  try {
    return await (await (await keptFiles()).getFileHandle(nodeId)).getFile();
  } catch {
    return undefined;
  }
}

/** Nothing happens where there is none, where another page is writing it, or the browser gives no such storage. */
export async function dropKeptFile(nodeId: string): Promise<void> {
  try {
    await (await keptFiles()).removeEntry(nodeId);
  } catch {
    return;
  }
}

/** Leaves nothing behind of whoever signs out, in any page: for the background, which is woken by it. */
export function dropKeptFilesOnSignOut(): void {
  refreshTokenItem.watch((token) => {
    if (token === null) void dropKeptFiles();
  });
}

export async function dropKeptFiles(): Promise<void> {
  for await (const nodeId of (await keptFiles()).keys()) await dropKeptFile(nodeId);
}

/** An upload lives a day: what is older was left behind by a page that was closed. */
async function dropOld(): Promise<void> {
  for await (const handle of (await keptFiles()).values()) {
    if (handle.kind !== "file") continue;
    const { lastModified } = await handle.getFile();
    if (lastModified < Date.now() - UPLOAD_LIFETIME) await dropKeptFile(handle.name);
  }
}
