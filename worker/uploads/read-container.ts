import { CustomSource, Input, type InputFormat } from "mediabunny";
import type { UploadedObject } from "./probed-media.ts";
import { RangeReader } from "./range-reader.ts";

/**
 * Reads the container of an object by ranges, never the whole of a long one. Undefined when it is in none of the
 * formats, or cannot be understood. Throws only when the bucket does not answer.
 */
export async function readContainer<Found>(
  object: UploadedObject,
  formats: readonly InputFormat[],
  describe: (input: Input) => Promise<Found | undefined>,
): Promise<Found | undefined> {
  const reader = new RangeReader(object);
  const source = new CustomSource({
    getSize: () => object.size,
    read: (start, end) => reader.read(start, end),
    maxCacheSize: 0,
    handleUnhandledError: () => undefined,
  });
  const input = new Input({ source, formats: [...formats] });
  try {
    return await describe(input);
  } catch {
    if (reader.unanswered) throw reader.unanswered;
    return undefined;
  } finally {
    input.dispose();
  }
}

/** What the header says; recordings made live say nothing and are read to their end where that is short. */
export async function durationOf(input: Input): Promise<number | null> {
  const stated = await input.getDurationFromMetadata();
  if (stated !== null && stated > 0) return stated;
  return input.computeDuration().then(positive, () => null);
}

/** A measure that a file states, where it is one. */
export function positive(value: number): number | null {
  return Number.isFinite(value) && value > 0 ? value : null;
}
