import { UPLOAD_LIFETIME } from "../../../shared/limits.ts";
import { serverHere } from "../../server.ts";
import { refreshTokenItem } from "../../storage.ts";

/**
 * Where files lie in the browser's own storage for this extension (File System Standard, "origin private file system"):
 * what was rewritten to be sent, each under the node that it is for, until it has arrived. Each server has a folder of its own.
 */
const FOLDER = "to-send@";

async function keptFiles(server = serverHere()): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(`${FOLDER}${encodeURIComponent(server)}`, { create: true });
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
export async function dropKeptFile(nodeId: string, server = serverHere()): Promise<void> {
  try {
    await (await keptFiles(server)).removeEntry(nodeId);
  } catch {
    return;
  }
}

/** Leaves nothing behind of whoever signs out, in any page: for the background, which is woken by it. */
export function dropKeptFilesOnSignOut(): void {
  refreshTokenItem.watchEvery((server, isKept) => {
    if (!isKept) void dropKeptFiles(server);
  });
}

export async function dropKeptFiles(server: string): Promise<void> {
  for await (const nodeId of (await keptFiles(server)).keys()) await dropKeptFile(nodeId, server);
}

/** An upload lives a day: what is older was left behind by a page that was closed. */
async function dropOld(): Promise<void> {
  for await (const handle of (await keptFiles()).values()) {
    if (handle.kind !== "file") continue;
    const { lastModified } = await handle.getFile();
    if (lastModified < Date.now() - UPLOAD_LIFETIME) await dropKeptFile(handle.name);
  }
}
