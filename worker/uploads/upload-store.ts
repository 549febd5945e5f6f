import type { Readable } from "node:stream";
import type { DurableObjectStorage, R2Bucket } from "@cloudflare/workers-types";
import { DataStore, Upload } from "@tus/utils";
import { UPLOAD_LIFETIME, UPLOAD_PART_BYTES } from "../../shared/limits.ts";
import { Refusal, unknownUpload } from "./refusal.ts";
import type { UploadClaim } from "./upload-claim.ts";
import { loadParts, loadState, loadTail, offsetOf, saveProgress, saveState, type UploadState } from "./upload-state.ts";

export type StoreParts = {
  storage: DurableObjectStorage;
  bucket: R2Bucket;
  /** Whose upload the request at hand proved to be. */
  claim: UploadClaim;
  /** All bytes are in one object: makes it the node's media, or throws why it cannot be. */
  settle(state: UploadState): Promise<void>;
  /** Whether a node plays from this upload's object already, also where the answer that said so was lost. */
  isRecorded(state: UploadState): Promise<boolean>;
};

/** The part being filled, and how far. */
type Recut = { buffer: Uint8Array; filled: number };

/**
 * Where the tus library keeps an upload: R2's multipart upload, whose parts must be equal, and the remainder in
 * the Durable Object's storage. A PATCH may be of any size and end anywhere; it goes on at exactly that byte.
 */
export class UploadStore extends DataStore {
  private readonly at: StoreParts;

  constructor(at: StoreParts) {
    super();
    this.at = at;
    this.extensions = ["creation", "termination", "expiration"];
  }

  override getExpiration(): number {
    return UPLOAD_LIFETIME;
  }

  override async create(upload: Upload): Promise<Upload> {
    const { storage, bucket, claim } = this.at;
    const r2Key = `media/${claim.workspaceId}/${claim.nodeId}/${claim.uploadId}`;
    const multipart = await bucket.createMultipartUpload(r2Key);
    const createdAt = Date.now();
    await saveState(storage, {
      claim,
      metadata: upload.metadata ?? {},
      size: upload.size ?? 0,
      createdAt,
      r2Key,
      r2UploadId: multipart.uploadId,
      parts: 0,
      tailBytes: 0,
      done: false,
    });
    await storage.setAlarm(createdAt + UPLOAD_LIFETIME);
    upload.creation_date = new Date(createdAt).toISOString();
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const state = await this.ownState();
    return new Upload({
      id,
      size: state.size,
      offset: offsetOf(state),
      metadata: state.metadata,
      creation_date: new Date(state.createdAt).toISOString(),
    });
  }

  override async remove(): Promise<void> {
    const state = await this.ownState();
    if (state.done || (await this.at.isRecorded(state))) throw new Refusal(409, "complete already");
    await forgetUpload(this.at, state);
  }

  /**
   * Takes what the stream brings, as far as it comes. The offset reaches the upload's length only when the media
   * stands: until then the last byte counts as missing, so that whoever resumes sends it and asks anew.
   */
  override async write(stream: Readable): Promise<number> {
    const { storage, settle } = this.at;
    const state = await this.ownState();
    if (state.done) return state.size;
    const buffer = new Uint8Array(Math.min(UPLOAD_PART_BYTES, state.size - state.parts * UPLOAD_PART_BYTES));
    const recut: Recut = { buffer, filled: await loadTail(storage, buffer) };
    const isWhole = () => state.parts * UPLOAD_PART_BYTES + recut.filled === state.size;
    try {
      for await (const chunk of stream) await this.take(state, recut, chunk);
      // Never the last part: that one is written together with completing the upload.
      if (recut.filled === UPLOAD_PART_BYTES && !isWhole()) await this.flush(state, recut);
      if (isWhole()) {
        await this.assemble(state, recut.buffer.subarray(0, recut.filled));
        await settle(state);
        await saveState(storage, Object.assign(state, { done: true }));
        return state.size;
      }
    } catch (error) {
      // What cannot become media is gone; everything else may be tried again from where it stopped.
      if (!(await loadState(storage))) throw error;
      await saveProgress(storage, state, recut.buffer.subarray(0, recut.filled - (isWhole() ? 1 : 0)));
      throw error;
    }
    await saveProgress(storage, state, recut.buffer.subarray(0, recut.filled));
    return offsetOf(state);
  }

  private async take(state: UploadState, recut: Recut, chunk: Uint8Array) {
    for (let at = 0; at < chunk.byteLength; ) {
      if (recut.filled === UPLOAD_PART_BYTES) await this.flush(state, recut);
      const taken = chunk.subarray(at, at + UPLOAD_PART_BYTES - recut.filled);
      recut.buffer.set(taken, recut.filled);
      recut.filled += taken.byteLength;
      at += taken.byteLength;
    }
  }

  private async flush(state: UploadState, recut: Recut): Promise<void> {
    const part = await this.multipart(state).uploadPart(state.parts + 1, recut.buffer);
    await saveProgress(this.at.storage, state, new Uint8Array(), part.etag);
    recut.filled = 0;
  }

  /** One object of all parts; made already where an earlier try got that far. */
  private async assemble(state: UploadState, last: Uint8Array): Promise<void> {
    if (await this.at.bucket.head(state.r2Key)) return;
    const multipart = this.multipart(state);
    const part = await multipart.uploadPart(state.parts + 1, last);
    await multipart.complete([...(await loadParts(this.at.storage)), part]);
  }

  private multipart(state: UploadState) {
    return this.at.bucket.resumeMultipartUpload(state.r2Key, state.r2UploadId);
  }

  /** An upload belongs to its node and to whoever began it; to anyone else it does not exist. */
  private async ownState(): Promise<UploadState> {
    const state = await loadState(this.at.storage);
    const { claim } = this.at;
    if (!state || state.claim.nodeId !== claim.nodeId || state.claim.membershipId !== claim.membershipId) {
      throw unknownUpload();
    }
    return state;
  }
}

/** Nothing of the upload stays, neither here nor in R2. */
export async function forgetUpload(
  { storage, bucket }: Pick<StoreParts, "storage" | "bucket">,
  state: UploadState,
): Promise<void> {
  // Fails where the parts were joined already; the object then goes by its key.
  await bucket
    .resumeMultipartUpload(state.r2Key, state.r2UploadId)
    .abort()
    .catch(() => undefined);
  await bucket.delete(state.r2Key);
  await storage.deleteAlarm();
  await storage.deleteAll();
}
