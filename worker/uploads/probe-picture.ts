import { HEIF } from "image-size/types/heif";
import { JPG } from "image-size/types/jpg";
import { PNG } from "image-size/types/png";
import { WEBP } from "image-size/types/webp";
import { PICTURE_MAX_PIXELS } from "../../shared/limits.ts";
import { type PictureType, pictureType } from "../posters/picture-type.ts";
import { isWholePicture } from "./picture-ends.ts";
import type { ProbedMedia, UploadedObject } from "./probed-media.ts";
import { type Refusal, tooManyPixels } from "./refusal.ts";

/** One reader a type: the library's own guessing among twenty is left out. */
const READERS = { "image/jpeg": JPG, "image/png": PNG, "image/webp": WEBP, "image/avif": HEIF };

/** Where an AVIF says how large it is; its reader compares all boxes with one another and gets no more of them. */
const AVIF_HEAD_BYTES = 256 * 1024;

/** From here on (Exif 2.32, section 4.6.4, Orientation) a picture stands on its side. */
const FIRST_LYING = 5;

/** Undefined when an object is not a whole JPEG, PNG, WebP or AVIF by its content. */
export async function probePicture({ bucket, r2Key }: UploadedObject): Promise<ProbedMedia | Refusal | undefined> {
  const object = await bucket.get(r2Key);
  if (!object) throw new Error("the object is gone");
  const bytes = new Uint8Array(await object.arrayBuffer());
  const contentType = pictureType(bytes);
  if (!contentType || !isWholePicture(contentType, bytes)) return undefined;
  const size = measure(contentType, bytes);
  if (!size) return undefined;
  // Said by the header alone: nothing is unpacked here, nor in any viewer's browser.
  if (size.width * size.height > PICTURE_MAX_PIXELS) return tooManyPixels();
  return { kind: "avatar", contentType, duration: null, ...size };
}

function measure(type: PictureType, bytes: Uint8Array): { width: number; height: number } | undefined {
  try {
    const head = type === "image/avif" ? bytes.subarray(0, AVIF_HEAD_BYTES) : bytes;
    const { width, height, orientation = 1 } = READERS[type].calculate(head);
    if (!(width > 0 && height > 0)) return undefined;
    return orientation < FIRST_LYING ? { width, height } : { width: height, height: width };
  } catch {
    return undefined;
  }
}
