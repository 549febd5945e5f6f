import { DurableObject } from "cloudflare:workers";
import type { R2Bucket } from "@cloudflare/workers-types";
import { Server } from "@tus/server";
import { UPLOAD_MAX_BYTES } from "../../shared/limits.ts";
import type { MediaKind } from "../../shared/policy/access.ts";
import type { Bindings } from "../env.ts";
import { jobContext } from "../job-context.ts";
import { refuseByAnnouncement } from "./announced-type.ts";
import { findFastStart } from "./find-fast-start.ts";
import { isRefused, probeMedia } from "./probe-media.ts";
import { isRecorded, recordMedia, type StoredMedia } from "./record-media.ts";
import { Refusal, unknownUpload, wrongKind } from "./refusal.ts";
import { readClaim, type UploadClaim } from "./upload-claim.ts";
import { UploadLocker } from "./upload-lock.ts";
import { loadState, type UploadState } from "./upload-state.ts";
import { forgetUpload, UploadStore } from "./upload-store.ts";

/**
 * One resumable upload (tus 1.0.0: creation, termination, expiration), spoken by the tus library. Who may
 * upload was decided by the route that called; the object lives from creation until the upload's time is over.
 */
export class MediaUpload extends DurableObject<Bindings> {
  private readonly locker = new UploadLocker();

  // The runtime's own Request and Response types are stricter than the web's; they are the same objects.
  override async fetch(request: unknown): Promise<never> {
    const response = await this.speakTus(request as Request);
    return response as never;
  }

  /** The upload's time is over. What became media stays; everything else goes, once nobody writes to it. */
  override async alarm(): Promise<void> {
    const lock = this.locker.newLock();
    await lock.lock(new AbortController().signal, () => undefined);
    try {
      await this.endOfTime();
    } finally {
      await lock.unlock();
    }
  }

  private async endOfTime(): Promise<void> {
    const { storage } = this.ctx;
    const state = await loadState(storage);
    if (!state) return;
    if (state.done || (await isRecorded(this.job(), state.r2Key))) await storage.deleteAll();
    else await forgetUpload({ storage, bucket: this.env.MEDIA }, state);
  }

  private async speakTus(request: Request): Promise<Response> {
    const claim = readClaim(request);
    const server = new Server({
      path: "/uploads",
      datastore: new UploadStore({
        storage: this.ctx.storage,
        bucket: this.env.MEDIA,
        claim,
        settle: (state) => this.settle(state, claim),
        isRecorded: ({ r2Key }) => isRecorded(this.job(), r2Key),
      }),
      locker: this.locker,
      maxSize: UPLOAD_MAX_BYTES[claim.kind],
      allowedOrigins: () => false,
      namingFunction: () => claim.uploadId,
      onUploadCreate: async (_, upload) => {
        refuseByAnnouncement(claim.kind, { size: upload.size, filetype: upload.metadata?.filetype });
        return {};
      },
      onResponseError: (_, error) => answerTo(error),
    });
    return server.handleWeb(request);
  }

  /** All bytes are there: what the node's kind says becomes its media, anything else goes. */
  private async settle(state: UploadState, claim: UploadClaim): Promise<void> {
    const found = await lookAt(this.env.MEDIA, state, claim.kind);
    if (!isRefused(found) && (await recordMedia(this.job(), claim, found))) return;
    await forgetUpload({ storage: this.ctx.storage, bucket: this.env.MEDIA }, state);
    throw isRefused(found) ? found : unknownUpload();
  }

  private job() {
    return jobContext(this.env, { waitUntil: (work) => this.ctx.waitUntil(work) });
  }
}

async function lookAt(bucket: R2Bucket, { r2Key, size }: UploadState, kind: MediaKind): Promise<StoredMedia | Refusal> {
  const object = await bucket.head(r2Key);
  if (object?.size !== size) return wrongKind(kind, undefined);
  const uploaded = { bucket, r2Key, size };
  const found = await probeMedia(kind, uploaded);
  if (isRefused(found)) return found;
  return { ...found, fastStart: await findFastStart(uploaded, found), r2Key, size, etag: object.httpEtag };
}

function answerTo(error: unknown): { status_code: number; body: string } | undefined {
  if (error instanceof Refusal) return { status_code: error.status_code, body: error.body };
  return undefined;
}
