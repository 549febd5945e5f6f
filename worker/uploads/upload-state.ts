import type { DurableObjectStorage } from "@cloudflare/workers-types";
import { UPLOAD_PART_BYTES } from "../../shared/limits.ts";
import type { UploadClaim } from "./upload-claim.ts";

/** What the object remembers of its upload between requests and lives. */
export type UploadState = {
  claim: UploadClaim;
  metadata: Record<string, string | null>;
  /** Bytes announced in `Upload-Length`. */
  size: number;
  createdAt: number;
  r2Key: string;
  r2UploadId: string;
  /** Parts that R2 has. */
  parts: number;
  /** Bytes after them, kept here until they fill a part. */
  tailBytes: number;
  /** The media can be played: every byte is in its place and recorded. */
  done: boolean;
};

/** A value of the object's storage holds 2 MiB at most. */
const PIECE_BYTES = 1024 ** 2;
const PIECE_PREFIX = "tail:";
const PART_PREFIX = "part:";

export function offsetOf(state: UploadState): number {
  return state.done ? state.size : state.parts * UPLOAD_PART_BYTES + state.tailBytes;
}

export function loadState(storage: DurableObjectStorage): Promise<UploadState | undefined> {
  return storage.get<UploadState>("state");
}

export async function saveState(storage: DurableObjectStorage, state: UploadState): Promise<void> {
  await storage.put("state", state);
}

/** The bytes after the last part, put into a buffer that has room for a whole one. */
export async function loadTail(storage: DurableObjectStorage, buffer: Uint8Array): Promise<number> {
  let at = 0;
  for (const piece of (await storage.list<Uint8Array>({ prefix: PIECE_PREFIX })).values()) {
    buffer.set(piece, at);
    at += piece.byteLength;
  }
  return at;
}

/** Keeps the tail, and the part that R2 has just taken, and says how far the upload is: all of it or nothing. */
export async function saveProgress(
  storage: DurableObjectStorage,
  state: UploadState,
  tail: Uint8Array,
  partEtag?: string,
): Promise<void> {
  const next = { ...state, parts: state.parts + (partEtag ? 1 : 0), tailBytes: tail.byteLength };
  await storage.transaction(async (txn) => {
    const before = [...(await txn.list({ prefix: PIECE_PREFIX })).keys()];
    if (before.length > 0) await txn.delete(before);
    for (let at = 0; at < tail.byteLength; at += PIECE_BYTES) {
      await txn.put(numbered(PIECE_PREFIX, at / PIECE_BYTES), tail.slice(at, at + PIECE_BYTES));
    }
    if (partEtag) await txn.put(numbered(PART_PREFIX, next.parts), partEtag);
    await txn.put("state", next);
  });
  Object.assign(state, next);
}

export async function loadParts(storage: DurableObjectStorage): Promise<{ partNumber: number; etag: string }[]> {
  const etags = [...(await storage.list<string>({ prefix: PART_PREFIX })).values()];
  return etags.map((etag, at) => ({ partNumber: at + 1, etag }));
}

/** Keys are listed in their order as text. */
function numbered(prefix: string, number: number): string {
  return `${prefix}${String(number).padStart(6, "0")}`;
}
