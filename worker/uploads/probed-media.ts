import type { R2Bucket } from "@cloudflare/workers-types";
import type { MediaKind } from "../../shared/policy/access.ts";

/** What has been uploaded, whole, and nobody has looked at yet. */
export type UploadedObject = { bucket: R2Bucket; r2Key: string; size: number };

/** What a file says of itself; `duration` in seconds, `width` and `height` in pixels as shown. */
export type ProbedMedia = {
  /** The kind of node that it is media for. */
  kind: MediaKind;
  contentType: string;
  duration: number | null;
  width: number | null;
  height: number | null;
};
