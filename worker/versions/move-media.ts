import { type SQL, sql } from "drizzle-orm";
import { VERSIONS_KEPT } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { keptMedia, media } from "../db/schema/nodes.ts";
import { pinnedOf } from "./pinned.ts";

/** By name: a column that came later lies elsewhere. */
const COLUMNS = sql.raw(
  "node_id, version, r2_key, content_type, size, duration, width, height, fast_start, etag, uploaded_at",
);

type Tables = { from: typeof media | typeof keptMedia; to: typeof media | typeof keptMedia };

/**
 * Moves uploads between what is played and what is kept, as two statements of one batch: named in both for that moment, so
 * that their objects are never dropped. `which` in SQL over the row as `moved`.
 */
function move({ db: { write } }: RequestContext, { from, to }: Tables, which: SQL) {
  return [
    write.run(sql`INSERT INTO ${to} (${COLUMNS}) SELECT ${COLUMNS} FROM ${from} AS moved WHERE ${which}`),
    write.run(sql`DELETE FROM ${from} AS moved WHERE ${which}`),
  ] as const;
}

export function keepMedia(ctx: RequestContext, which: SQL) {
  return move(ctx, { from: media, to: keptMedia }, which);
}

export function bringBackMedia(ctx: RequestContext, which: SQL) {
  return move(ctx, { from: keptMedia, to: media }, which);
}

/** Drops the oldest beyond those that are kept, none that a link shows: there are fewer of these. */
export function dropOldest({ db: { write } }: RequestContext, nodeId: string) {
  return write.run(sql`DELETE FROM ${keptMedia} WHERE node_id = ${nodeId} AND version NOT IN (
    SELECT stays.version FROM ${keptMedia} AS stays WHERE stays.node_id = ${nodeId}
    ORDER BY stays.version IN (${pinnedOf(nodeId)}) DESC, stays.version DESC LIMIT ${VERSIONS_KEPT})`);
}
