import { randomBytes } from "node:crypto";
import { fixture } from "../../support/videos.ts";

/**
 * A real clip made large: an MP4 may carry a `free` box of any bytes behind its movie
 * (ISO/IEC 14496-12, section 8.1.2).
 */
export async function largeClip(bytes: number): Promise<Buffer<ArrayBuffer>> {
  const clip = await fixture("clip.mp4");
  const box = Buffer.alloc(bytes - clip.byteLength);
  box.writeUInt32BE(box.byteLength, 0);
  box.write("free", 4, "latin1");
  randomBytes(box.byteLength - 8).copy(box, 8);
  return Buffer.concat([clip, box]);
}
