/** Which bytes to answer with: all of them, some, or none because the wish cannot be met. */
export type MediaRange = { kind: "all" } | { kind: "part"; start: number; end: number } | { kind: "unsatisfiable" };

type Span = { start: number; end: number };

const UNIT = /^bytes=/i;
/** A first position with or without a last, or the length of a suffix. */
const SPEC = /^(\d+)-(\d*)$|^-(\d+)$/;

/**
 * The range of a request (RFC 9110, section 14), which only GET has. A header that is malformed or of another unit is no
 * wish at all; several ranges are answered with everything, which the RFC allows; so is a range whose `If-Range` names
 * another version than is there now. Of several the ones that lie outside do not count.
 */
export function mediaRange({ method, headers }: Request, size: number, etag: string): MediaRange {
  const wanted = headers.get("Range");
  if (wanted === null || method !== "GET" || !isSameVersion(headers.get("If-Range"), etag)) return { kind: "all" };
  const specs = UNIT.test(wanted) ? readSpecs(wanted.replace(UNIT, "")) : undefined;
  if (!specs) return { kind: "all" };
  const [first, ...more] = specs.map((spec) => spanOf(spec, size)).filter((span) => span !== undefined);
  if (!first) return { kind: "unsatisfiable" };
  return more.length > 0 ? { kind: "all" } : { kind: "part", ...first };
}

/** A list may have empty elements (section 5.6.1.2); undefined when it has no other, or one that is malformed. */
function readSpecs(list: string): RegExpExecArray[] | undefined {
  const elements = list.split(",").flatMap((element) => element.trim() || []);
  const specs = elements.map((element) => SPEC.exec(element)).filter(isForwards);
  return specs.length > 0 && specs.length === elements.length ? specs : undefined;
}

/** A range that ends before it begins is none (section 14.1.1). */
function isForwards(spec: RegExpExecArray | null): spec is RegExpExecArray {
  const [, first, last] = spec ?? [];
  return spec !== null && (first === undefined || last === "" || Number(last) >= Number(first));
}

/** What of a range lies in the object, undefined where nothing does; a longer suffix means all of it (section 14.1.2). */
function spanOf([, first, last, suffix]: RegExpExecArray, size: number): Span | undefined {
  const start = suffix === undefined ? Number(first) : Math.max(0, size - Number(suffix));
  const end = suffix === undefined && last !== "" ? Math.min(Number(last), size - 1) : size - 1;
  return start < size ? { start, end } : undefined;
}

/**
 * Compared strongly, as `If-Range` asks. A date never names our version: none is told, and two uploads may share a second
 * (section 13.1.5).
 */
function isSameVersion(ifRange: string | null, etag: string): boolean {
  return ifRange === null || ifRange.trim() === etag;
}
