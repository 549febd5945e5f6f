import { readLayout } from "../../../shared/isobmff/layout.ts";
import { fileKind } from "../upload/file-kind.ts";
import { dropKeptFile, hasRoomFor, keptFile, openKeptFile } from "./kept-file.ts";
import type { RemuxOptions } from "./remux.ts";

/** What the index needs beside the media, as a part of the file and at least. */
const INDEX_SHARE = 0.05;
const INDEX_LEAST_BYTES = 8 * 1024 ** 2;

/**
 * The file rewritten so that it plays from its first bytes on, kept for its upload. Undefined when it does so already,
 * is of another kind, or cannot be rewritten here: then it is sent as it is. Throws only when told to stop.
 */
export async function prepareFile(file: File, nodeId: string, options: RemuxOptions): Promise<File | undefined> {
  try {
    if (!(await gainsByRewriting(file)) || !(await hasRoomFor(roomFor(file)))) return undefined;
    // As heavy as all the rest of the page.
    const { remux } = await import("./remux.ts");
    await remux(file, await openKeptFile(nodeId), options);
    const prepared = await preparedFile(file, nodeId);
    // Told to stop with its last bytes: it is of no use then.
    options.signal.throwIfAborted();
    return prepared;
  } catch (error) {
    await dropKeptFile(nodeId);
    options.signal.throwIfAborted();
    console.warn("The file is sent as it is.", error);
    return undefined;
  }
}

/** What was made of a file before, under a name and type that fit it. */
export async function preparedFile(file: Pick<File, "name" | "type">, nodeId: string): Promise<File | undefined> {
  const kept = await keptFile(nodeId);
  return kept && new File([kept], file.name.replace(/\.mov$/i, ".mp4"), { type: mp4Type(file) });
}

async function gainsByRewriting(file: File): Promise<boolean> {
  if (fileKind(file) === "avatar") return false;
  const read = async (start: number, end: number) => new Uint8Array(await file.slice(start, end).arrayBuffer());
  const layout = await readLayout(read, file.size);
  return layout !== undefined && (layout.isQuickTime || !layout.isIndexFirst);
}

function roomFor({ size }: File): number {
  return size + Math.max(INDEX_LEAST_BYTES, size * INDEX_SHARE);
}

function mp4Type({ type }: Pick<File, "type">): string {
  return type.startsWith("audio/") ? "audio/mp4" : "video/mp4";
}
