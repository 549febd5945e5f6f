import { type SQL, sql } from "drizzle-orm";
import type { RequestContext } from "../context.ts";
import { captionTracks, media, posters } from "../db/schema/nodes.ts";
import { droppedObjects } from "../db/schema/objects.ts";

/** Every table whose rows name objects in R2. */
const NAMING = [media, posters, captionTracks];

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
  const named = NAMING.map((table) => sql`EXISTS (SELECT 1 FROM ${table} AS row WHERE row.r2_key = ${r2Key})`);
  return sql`(${sql.join(named, sql` OR `)})`;
}
