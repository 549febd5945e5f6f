import { type SQL, sql } from "drizzle-orm";
import type { RequestContext } from "../context.ts";
import {
  captionTracks,
  chapterTracks,
  keptCaptionTracks,
  keptChapterTracks,
  keptPosters,
  media,
  posters,
} from "../db/schema/nodes.ts";

/** What belongs to an upload, beside the same of those that are kept, and what is known of it. By name, as of media. */
const TRACKS = [
  {
    played: captionTracks,
    kept: keptCaptionTracks,
    names: ["language", "label", "is_default", "cues", "r2_key", "etag", "updated_at"],
  },
  { played: chapterTracks, kept: keptChapterTracks, names: ["language", "chapters", "updated_at", "change_id"] },
  {
    played: posters,
    kept: keptPosters,
    names: ["width", "content_type", "r2_key", "size", "etag", "updated_at"],
  },
].map(({ names, ...tables }) => ({
  ...tables,
  columns: sql.raw(names.join(", ")),
  own: sql.raw(names.map((name) => `own.${name}`).join(", ")),
}));

/**
 * Keeps with uploads what belongs to them, beside what the next begins with. Goes into the batch before `keepMedia`; `which`
 * as there.
 */
export function keepTracks({ db: { write } }: RequestContext, which: SQL) {
  return TRACKS.map(({ played, kept, columns, own }) =>
    write.run(sql`INSERT INTO ${kept} (node_id, version, ${columns})
      SELECT moved.node_id, moved.version, ${own} FROM ${media} AS moved JOIN ${played} AS own
        ON own.node_id = moved.node_id WHERE ${which}`),
  );
}

/**
 * Brings back what belongs to an upload, in place of what there is, which was kept before. Goes into the batch before
 * `bringBackMedia`, with which the kept rows go.
 */
export function bringBackTracks(
  { db: { write } }: RequestContext,
  { nodeId, version }: { nodeId: string; version: number },
  when: SQL,
) {
  return TRACKS.flatMap(({ played, kept, columns, own }) => [
    write.run(sql`DELETE FROM ${played} WHERE node_id = ${nodeId} AND ${when}`),
    write.run(sql`INSERT INTO ${played} (node_id, ${columns})
      SELECT own.node_id, ${own} FROM ${kept} AS own
      WHERE own.node_id = ${nodeId} AND own.version = ${version} AND ${when}`),
  ]);
}
