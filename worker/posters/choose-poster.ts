import { parseAccept } from "hono/utils/accept";
import type { posters } from "../db/schema/nodes.ts";

export type PosterRow = typeof posters.$inferSelect;

/** The smaller first: of what a browser takes equally gladly it gets the first here. */
const BY_WEIGHT = ["image/avif", "image/webp", "image/jpeg", "image/png"];

/**
 * The picture for a place `width` wide, of the type that the browser likes best (`Accept`, RFC 9110, section 12.5.1):
 * that width, else one wider, else the widest. Where it takes none of the types it gets the one most can show, and so
 * does whoever names no picture: robots that draw a preview take everything and can show little.
 */
export function choosePoster(rows: readonly PosterRow[], width: number, accept: string | null): PosterRow | undefined {
  const widths = [...new Set(rows.map((row) => row.width))].sort((a, b) => a - b);
  const fitting = widths.find((known) => known >= width) ?? widths.at(-1);
  const liked = likings(accept);
  const weighed = rows
    .filter((row) => row.width === fitting)
    .map((row) => ({ row, liking: liked(row.contentType), place: BY_WEIGHT.indexOf(row.contentType) }))
    .sort((a, b) => b.liking - a.liking || a.place - b.place);
  const [best] = weighed;
  if (best && best.liking > 0) return best.row;
  return weighed.find(({ row }) => row.contentType === "image/jpeg")?.row ?? best?.row;
}

/** How gladly a type is taken, by the most exact range that covers it. */
function likings(accept: string | null): (type: string) => number {
  const shownByAll = (type: string) => (type === "image/jpeg" || type === "image/png" ? 1 : 0.5);
  if (accept === null) return shownByAll;
  const ranges = new Map(parseAccept(accept).map(({ type, q }) => [type.toLowerCase(), q]));
  return (type) => ranges.get(type) ?? ranges.get("image/*") ?? shownByAll(type) * (ranges.get("*/*") ?? 0);
}
