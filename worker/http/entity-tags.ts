/** One tag of a list: an optional `W/`, and what stands in quotes (RFC 9110, section 8.8.3). */
const TAG = /(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"/g;

/** What the strong tags of an `If-Match` name, or `*`; undefined where none was sent. A weak tag never matches (section 13.1.1). */
export function strongTags(ifMatch: string | undefined): readonly string[] | "*" | undefined {
  if (ifMatch === undefined) return undefined;
  if (ifMatch.trim() === "*") return "*";
  return [...ifMatch.matchAll(TAG)].flatMap(([, weak, opaque = ""]) => (weak === undefined ? [opaque] : []));
}

/** Whether an `If-None-Match` names a tag, compared weakly (RFC 9110, section 13.1.2). */
export function isKnown(ifNoneMatch: string | null | undefined, etag: string): boolean {
  if (ifNoneMatch == null) return false;
  if (ifNoneMatch.trim() === "*") return true;
  const [, , wanted] = etag.match(new RegExp(TAG.source)) ?? [];
  return [...ifNoneMatch.matchAll(TAG)].some(([, , opaque]) => opaque === wanted);
}
