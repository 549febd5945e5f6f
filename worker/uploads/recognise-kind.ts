import type { Input } from "mediabunny";
import type { MediaKind } from "../../shared/policy/access.ts";
import { pictureType } from "../posters/picture-type.ts";
import { SOUND_FORMATS, VIDEO_FORMATS } from "./playable-codec.ts";
import type { UploadedObject } from "./probed-media.ts";
import { readContainer } from "./read-container.ts";

const FORMATS = [...new Set([...VIDEO_FORMATS, ...SOUND_FORMATS.map(({ format }) => format)])];
const HEAD_BYTES = 4_096;

/** What something is that is not what was wanted, for a word about it; undefined where it is nothing we know. */
export async function recogniseKind(object: UploadedObject): Promise<MediaKind | undefined> {
  const head = await object.bucket.get(object.r2Key, { range: { offset: 0, length: HEAD_BYTES } });
  if (head && pictureType(new Uint8Array(await head.arrayBuffer()))) return "avatar";
  return readContainer(object, FORMATS, ofTracks);
}

async function ofTracks(input: Input): Promise<MediaKind | undefined> {
  if (await input.getPrimaryVideoTrack()) return "video";
  return (await input.getPrimaryAudioTrack()) ? "voice" : undefined;
}
