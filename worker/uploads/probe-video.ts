import type { Input } from "mediabunny";
import { unplayedCodec, VIDEO_CODECS, VIDEO_FORMATS } from "./playable-codec.ts";
import type { ProbedMedia, UploadedObject } from "./probed-media.ts";
import { durationOf, positive, readContainer } from "./read-container.ts";
import { type Refusal, unsupportedCodec } from "./refusal.ts";

/** Undefined when an object is not an MP4, MOV or WebM with a picture. */
export function probeVideo(object: UploadedObject): Promise<ProbedMedia | Refusal | undefined> {
  return readContainer(object, VIDEO_FORMATS, describe);
}

async function describe(input: Input): Promise<ProbedMedia | Refusal | undefined> {
  const format = await input.getFormat();
  const picture = await input.getPrimaryVideoTrack();
  if (!picture) return undefined;
  const sound = await input.getPrimaryAudioTrack();
  const unplayed =
    (await unplayedCodec(picture, VIDEO_CODECS)) ?? (sound ? await unplayedCodec(sound, VIDEO_CODECS) : undefined);
  if (unplayed !== undefined) return unsupportedCodec("video", unplayed);
  return {
    kind: "video",
    contentType: format.mimeType,
    duration: await durationOf(input),
    width: positive(await picture.getDisplayWidth()),
    height: positive(await picture.getDisplayHeight()),
  };
}
