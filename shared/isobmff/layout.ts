/** How an MP4 or MOV is laid out, as far as it matters to whoever plays it while it arrives. */
export type Layout = {
  isQuickTime: boolean;
  /** Whether the index (`moov`) stands before the media (`mdat`): then it plays from its first bytes on. */
  isIndexFirst: boolean;
};

/** Bytes from `start` up to `end`, or fewer where the file ends before. */
export type ReadBytes = (start: number, end: number) => Promise<Uint8Array>;

type Box = { type: string; size: number };

const HEADER = 8;
const LONG_HEADER = 16;
const BRAND = { from: 8, to: 12 };

/** What a file may begin with; all but `ftyp` are of QuickTime files from before there was one. */
const FIRST = ["ftyp", "moov", "mdat", "free", "skip", "wide", "pnot"];

/** Honest files have a handful of boxes before the first of the two. */
const BOXES_MAX = 100;

/**
 * Reads the boxes at the top of a file, one header each, up to its index or its media (ISO/IEC 14496-12, section 4.2;
 * QuickTime File Format, "Atoms"). Undefined when it is neither an MP4 nor a MOV, or has neither of the two.
 */
export async function readLayout(read: ReadBytes, size: number): Promise<Layout | undefined> {
  let isQuickTime = true;
  let at = 0;
  for (let boxes = 0; boxes < BOXES_MAX && at + HEADER <= size; boxes += 1) {
    const bytes = await read(at, Math.min(at + LONG_HEADER, size));
    const box = readBox(bytes, size - at);
    if (!box || (at === 0 && !FIRST.includes(box.type))) return undefined;
    if (box.type === "ftyp") isQuickTime = textAt(bytes, BRAND) === "qt  ";
    if (box.type === "moov" || box.type === "mdat") return { isQuickTime, isIndexFirst: box.type === "moov" };
    at += box.size;
  }
  return undefined;
}

/** A size of 1 is told behind the type, one of 0 reaches to the end. */
function readBox(bytes: Uint8Array, left: number): Box | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < HEADER) return undefined;
  const type = textAt(bytes, { from: 4, to: HEADER });
  const size = view.getUint32(0);
  if (size === 0) return { type, size: left };
  if (size !== 1) return size < HEADER ? undefined : { type, size };
  if (bytes.byteLength < LONG_HEADER) return undefined;
  const long = Number(view.getBigUint64(HEADER));
  return long < LONG_HEADER ? undefined : { type, size: long };
}

function textAt(bytes: Uint8Array, { from, to }: { from: number; to: number }): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
