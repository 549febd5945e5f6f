import type { R2Bucket } from "@cloudflare/workers-types";
import { CustomSource, Input, MP4, QTFF, WEBM } from "mediabunny";
import { unplayedCodec } from "./playable-codec.ts";

/** What a file says of itself; `duration` in seconds, `width` and `height` in pixels as shown. */
export type ProbedVideo = {
  contentType: string;
  duration: number | null;
  width: number | null;
  height: number | null;
};

/** A video whose picture or sound is in a codec that not every browser plays. */
export type UnplayedVideo = { unplayed: string };

/** More than any honest table of contents; a file that wants more read to be understood is not played. */
const READ_MAX_BYTES = 64 * 1024 ** 2;

/**
 * Reads the container of an object by ranges, never the whole of it. Undefined when it is not an MP4, MOV or
 * WebM with a picture. Throws only when the bucket does not answer.
 */
export async function probeVideo(
  bucket: R2Bucket,
  key: string,
  size: number,
): Promise<ProbedVideo | UnplayedVideo | undefined> {
  let unanswered: unknown;
  let read = 0;
  const source = new CustomSource({
    getSize: () => size,
    read: async (start, end) => {
      read += end - start;
      if (read > READ_MAX_BYTES) throw new Error("reads too much to be understood");
      try {
        return await readRange(bucket, key, start, end);
      } catch (error) {
        unanswered = error;
        throw error;
      }
    },
    prefetchProfile: "network",
    handleUnhandledError: () => undefined,
  });
  const input = new Input({ source, formats: [MP4, QTFF, WEBM] });
  try {
    return await describe(input);
  } catch {
    if (unanswered) throw unanswered;
    return undefined;
  } finally {
    input.dispose();
  }
}

async function describe(input: Input): Promise<ProbedVideo | UnplayedVideo | undefined> {
  const format = await input.getFormat();
  const picture = await input.getPrimaryVideoTrack();
  if (!picture) return undefined;
  const sound = await input.getPrimaryAudioTrack();
  const unplayed = (await unplayedCodec(picture)) ?? (sound ? await unplayedCodec(sound) : undefined);
  if (unplayed !== undefined) return { unplayed };
  return {
    contentType: format.mimeType,
    duration: await durationOf(input),
    width: positive(await picture.getDisplayWidth()),
    height: positive(await picture.getDisplayHeight()),
  };
}

/** What the header says; recordings made live say nothing and are read to their end where that is short. */
async function durationOf(input: Input): Promise<number | null> {
  const stated = await input.getDurationFromMetadata();
  if (stated !== null && stated > 0) return stated;
  return input.computeDuration().then(positive, () => null);
}

function positive(value: number): number | null {
  return Number.isFinite(value) && value > 0 ? value : null;
}

async function readRange(bucket: R2Bucket, key: string, start: number, end: number): Promise<Uint8Array> {
  const part = await bucket.get(key, { range: { offset: start, length: end - start } });
  if (!part) throw new Error("the object is gone");
  return new Uint8Array(await part.arrayBuffer());
}
