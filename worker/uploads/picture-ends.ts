import type { PictureType } from "../posters/picture-type.ts";

/** Its last chunk, always the same (PNG, third edition, section 11.2.5). */
const PNG_END = [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82];
const JPEG_END = [0xff, 0xd9];
const RIFF_HEADER = 8;
const BOX_HEADER = 8;
const LONG_BOX_HEADER = 16;

/**
 * Whether a picture is all there, by how its format ends, and nothing stands behind it. Behind a JPEG something may:
 * phones put the moving picture, or the brighter one, there.
 */
export function isWholePicture(type: PictureType, bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (type) {
    case "image/png":
      return endsWith(bytes, PNG_END) && String.fromCharCode(...bytes.subarray(12, 16)) === "IHDR";
    case "image/jpeg":
      return hasJpegEnd(bytes);
    case "image/webp":
      return view.getUint32(4, true) + RIFF_HEADER === bytes.length;
    case "image/avif":
      return boxesFill(view);
  }
}

function endsWith(bytes: Uint8Array, end: readonly number[]): boolean {
  const from = bytes.length - end.length;
  return from >= 0 && end.every((byte, at) => bytes[from + at] === byte);
}

function hasJpegEnd(bytes: Uint8Array): boolean {
  const [first = 0, second] = JPEG_END;
  for (let at = bytes.lastIndexOf(first); at > 0; at = bytes.lastIndexOf(first, at - 1)) {
    if (bytes[at + 1] === second) return true;
  }
  return false;
}

/** Whether boxes stand one behind the other up to the last byte (ISO/IEC 14496-12, section 4.2). */
function boxesFill(view: DataView): boolean {
  let at = 0;
  while (at + BOX_HEADER <= view.byteLength) {
    const size = boxSize(view, at);
    if (size < BOX_HEADER) return false;
    at += size;
  }
  return at === view.byteLength;
}

/** A size of 1 is told behind the name, one of 0 reaches to the end. */
function boxSize(view: DataView, at: number): number {
  const size = view.getUint32(at);
  if (size === 0) return view.byteLength - at;
  if (size !== 1) return size;
  return at + LONG_BOX_HEADER <= view.byteLength ? Number(view.getBigUint64(at + BOX_HEADER)) : 0;
}
