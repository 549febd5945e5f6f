import { browser } from "wxt/browser";
import { UPLOAD_KEPT_FOR } from "../../../shared/limits.ts";
import { serverHere } from "../../server.ts";
import { refreshTokenItem } from "../../storage.ts";

/**
 * Where files lie in the browser's own storage for this extension (File System Standard, "origin private file system"), until
 * they have arrived: copies of what is to be sent under the id it has in the queue, and what was rewritten to be sent under
 * the node that it is for. Each server has a folder of its own.
 */
const FOLDER = "to-send@";

async function keptFiles(server = serverHere()): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(`${FOLDER}${encodeURIComponent(server)}`, { create: true });
}

/** Chromium tells of so much free room at most, whatever there is. */
const MOST_TOLD_BYTES = 10 * 1024 ** 3;

/** Whether a file of so many bytes may be kept beside what is kept already; to write it can fail all the same. */
export async function hasRoomFor(bytes: number): Promise<boolean> {
  const { quota = 0, usage = 0 } = await navigator.storage.estimate();
  return quota - usage > Math.min(bytes, MOST_TOLD_BYTES - 1);
}

/** A new file to be written; it has nothing in it until it is closed. */
export async function openKeptFile(name: string): Promise<FileSystemWritableFileStream> {
  const handle = await (await keptFiles()).getFileHandle(name, { create: true });
  return handle.createWritable();
}

/** Undefined where there is none: the browser may have needed the room. */
export async function keptFile(name: string): Promise<File | undefined> {
  try {
    return await (await (await keptFiles()).getFileHandle(name)).getFile();
  } catch {
    return undefined;
  }
}

/** Nothing happens where there is none, where another page is writing it, or the browser gives no such storage. */
export async function dropKeptFile(name: string, server = serverHere()): Promise<void> {
  try {
    await (await keptFiles(server)).removeEntry(name);
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
  for await (const name of (await keptFiles(server)).keys()) await dropKeptFile(name, server);
}

/** Drops what was left behind by a page that died; where nothing is named, with all that the browser itself left there. */
export async function dropUnnamed(named: ReadonlySet<string>): Promise<void> {
  try {
    const folder = await keptFiles();
    if (named.size === 0) return await dropFolder(folder.name);
    for await (const name of folder.keys()) if (!named.has(name)) await dropKeptFile(name);
  } catch {
    return;
  }
}

async function dropFolder(name: string): Promise<void> {
  await (await navigator.storage.getDirectory()).removeEntry(name, { recursive: true });
}

/** No disk is filled for ever by an upload that nobody comes back to: for the background, when the browser starts. */
export function dropOldKeptFilesOnStart(): void {
  browser.runtime.onStartup.addListener(() => void dropOldKeptFiles().catch(() => undefined));
}

async function dropOldKeptFiles(): Promise<void> {
  for await (const folder of (await navigator.storage.getDirectory()).values()) {
    if (folder.kind !== "directory") continue;
    for await (const handle of folder.values()) {
      if (handle.kind !== "file") continue;
      const { lastModified } = await handle.getFile();
      if (lastModified < Date.now() - UPLOAD_KEPT_FOR) await folder.removeEntry(handle.name);
    }
  }
}
