import { type SQL, sql } from "drizzle-orm";
import type { RequestContext } from "../context.ts";
import { captionTracks, keptCaptionTracks, keptMedia, keptPosters, media, posters } from "../db/schema/nodes.ts";
import { droppedObjects } from "../db/schema/objects.ts";
import { workspaces } from "../db/schema/workspaces.ts";

/** Every column that names objects in R2. */
const NAMING = [
  ...[media.r2Key, posters.r2Key, captionTracks.r2Key, workspaces.logoKey],
  ...[keptMedia.r2Key, keptPosters.r2Key, keptCaptionTracks.r2Key],
];

/**
 * Drops those of some objects that no row names. Goes into the batch that should have named one, after it: what was
 * refused leaves nothing behind. What a row named until now, triggers drop.
 */
export function dropUnnamed({ db, now }: RequestContext, r2Keys: readonly string[]) {
  return db.write.run(sql`INSERT INTO ${droppedObjects} (r2_key, dropped_at)
    SELECT object.value, ${now} FROM json_each(${JSON.stringify(r2Keys)}) AS object
    WHERE NOT ${isNamed(sql`object.value`)} ON CONFLICT DO NOTHING`);
}

function isNamed(r2Key: SQL): SQL {
  const named = NAMING.map((column) => sql`EXISTS (SELECT 1 FROM ${column.table} WHERE ${column} = ${r2Key})`);
  return sql`(${sql.join(named, sql` OR `)})`;
}
