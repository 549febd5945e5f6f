import type { MediaKind } from "../../shared/policy/access.ts";
import { probePicture } from "./probe-picture.ts";
import { probeSound } from "./probe-sound.ts";
import { probeVideo } from "./probe-video.ts";
import type { ProbedMedia, UploadedObject } from "./probed-media.ts";
import { recogniseKind } from "./recognise-kind.ts";
import { Refusal, wrongKind } from "./refusal.ts";

const PROBES = { video: probeVideo, avatar: probePicture, voice: probeSound };

/** Looks at an upload as what its node's kind says, by content alone. Throws only when the bucket does not answer. */
export async function probeMedia(kind: MediaKind, object: UploadedObject): Promise<ProbedMedia | Refusal> {
  const found = await PROBES[kind](object);
  return found ?? wrongKind(kind, await recogniseKind(object));
}

export function isRefused(found: ProbedMedia | Refusal): found is Refusal {
  return found instanceof Refusal;
}
