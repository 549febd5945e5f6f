import type { UploadedObject } from "./probed-media.ts";

const BLOCK_BYTES = 256 * 1024;
/** 8 MiB of an object at hand. */
const BLOCKS_MAX = 32;
/** More than any honest table of contents; a file that wants more read to be understood is not played. */
const READ_MAX_BYTES = 64 * 1024 ** 2;
/** What a sound of hours takes whose length has to be counted, and a file that is read in circles in under a second. */
const STEPS_MAX = 300_000;
const HANDED_MAX_BYTES = 512 * 1024 ** 2;

/**
 * Reads an object by blocks and keeps the last ones. The library's own cache is left off for it: some damaged files
 * (WebM, ADTS) it reads round and round from what it has, and only here, where each step comes by, can that be ended.
 */
export class RangeReader {
  /** What the bucket failed with, if it did: then nothing was learnt of the object. */
  unanswered: unknown;
  private readonly object: UploadedObject;
  private readonly blocks = new Map<number, Promise<Uint8Array>>();
  private steps = 0;
  private fetched = 0;
  private handed = 0;

  constructor(object: UploadedObject) {
    this.object = object;
  }

  async read(start: number, end: number): Promise<Uint8Array> {
    this.steps += 1;
    this.handed += end - start;
    if (this.steps > STEPS_MAX || this.handed > HANDED_MAX_BYTES) throw new Error("is read in circles");
    const number = Math.floor(start / BLOCK_BYTES);
    const offset = number * BLOCK_BYTES;
    // A table of contents is read at once, however long.
    if (end > offset + BLOCK_BYTES) return this.fetch(start, end);
    return (await this.block(number)).subarray(start - offset, end - offset);
  }

  private block(number: number): Promise<Uint8Array> {
    const known = this.blocks.get(number) ?? this.fetch(number * BLOCK_BYTES, (number + 1) * BLOCK_BYTES);
    // Last used, last to go.
    this.blocks.delete(number);
    this.blocks.set(number, known);
    const [oldest] = this.blocks.keys();
    if (this.blocks.size > BLOCKS_MAX && oldest !== undefined) this.blocks.delete(oldest);
    return known;
  }

  private async fetch(offset: number, end: number): Promise<Uint8Array> {
    const { bucket, r2Key, size } = this.object;
    const length = Math.min(end, size) - offset;
    this.fetched += length;
    if (this.fetched > READ_MAX_BYTES) throw new Error("reads too much to be understood");
    try {
      const part = await bucket.get(r2Key, { range: { offset, length } });
      if (!part) throw new Error("the object is gone");
      return new Uint8Array(await part.arrayBuffer());
    } catch (error) {
      this.unanswered = error;
      throw error;
    }
  }
}
