import parseRange from "range-parser";

/** Which bytes to answer with: all of them, some, or none because the wish cannot be met. */
export type MediaRange = { kind: "all" } | { kind: "part"; start: number; end: number } | { kind: "unsatisfiable" };

/** `range-parser`: no range of the wish lies in the object; the header is malformed. */
const UNSATISFIABLE = -1;

/**
 * The range of a request (RFC 9110, section 14), which only GET has. A header that is malformed or of another unit is no wish at
 * all; several ranges are answered with everything, which the RFC allows; so is a range whose `If-Range` names
 * another version than is there now.
 */
export function mediaRange({ method, headers }: Request, size: number, etag: string): MediaRange {
  const wanted = headers.get("Range");
  if (wanted === null || method !== "GET" || !isSameVersion(headers.get("If-Range"), etag)) return { kind: "all" };
  if (!/^bytes=/i.test(wanted)) return { kind: "all" };
  const ranges = parseRange(size, withinSize(wanted, size));
  if (ranges === UNSATISFIABLE) return { kind: "unsatisfiable" };
  if (typeof ranges === "number" || ranges.length !== 1) return { kind: "all" };
  const [range] = ranges;
  return range ? { kind: "part", start: range.start, end: range.end } : { kind: "all" };
}

/** A suffix longer than the object means all of it (section 14.1.3); the parser takes it for unsatisfiable. */
function withinSize(wanted: string, size: number): string {
  return wanted.replace(/^bytes=\s*-(\d+)\s*$/i, (_, length: string) => `bytes=-${Math.min(Number(length), size)}`);
}

/** Compared strongly, as `If-Range` asks; a date never names our version. */
function isSameVersion(ifRange: string | null, etag: string): boolean {
  return ifRange === null || ifRange.trim() === etag;
}
