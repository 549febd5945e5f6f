import { EncodedPacketSink, FLAC, type Input, type InputAudioTrack, MP4 } from "mediabunny";
import { SOUND_FORMATS, unplayedCodec } from "./playable-codec.ts";
import type { ProbedMedia, UploadedObject } from "./probed-media.ts";
import { durationOf, readContainer } from "./read-container.ts";
import { type Refusal, unsupportedCodec } from "./refusal.ts";

const FORMATS = SOUND_FORMATS.map(({ format }) => format);

/** Undefined when an object is no sound, or has a picture too: then it is a video. */
export function probeSound(object: UploadedObject): Promise<ProbedMedia | Refusal | undefined> {
  return readContainer(object, FORMATS, describe);
}

async function describe(input: Input): Promise<ProbedMedia | Refusal | undefined> {
  const format = await input.getFormat();
  const known = SOUND_FORMATS.find((each) => each.format === format);
  const sound = await input.getPrimaryAudioTrack();
  if (!known || !sound || (await input.getPrimaryVideoTrack())) return undefined;
  const unplayed = await unplayedCodec(sound, known.codecs);
  if (unplayed !== undefined) return unsupportedCodec("voice", unplayed);
  if (!(await isHeard(input, sound))) return undefined;
  return {
    kind: "voice",
    contentType: known.contentType,
    duration: await durationOf(input),
    width: null,
    height: null,
  };
}

/**
 * Whether there is something to hear. Of FLAC the header's word is taken: the library (1.61.0) looks for ever for the
 * first packet of a file that has none.
 */
async function isHeard(input: Input, sound: InputAudioTrack): Promise<boolean> {
  const format = await input.getFormat();
  if (format === FLAC) return (await sound.getDurationFromMetadata()) !== null;
  const packets = new EncodedPacketSink(sound);
  if (!(await packets.getFirstPacket())) return false;
  // Only here does the table of contents promise what a file that was cut off no longer has.
  return format !== MP4 || (await packets.getPacket(Number.POSITIVE_INFINITY)) !== null;
}
