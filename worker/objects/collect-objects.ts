import { asc, eq, inArray, lte } from "drizzle-orm";
import { OBJECT_KEPT, OBJECT_NAMED_WITHIN } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { droppedObjects, objectWalk } from "../db/schema/objects.ts";
import { LOGOS } from "../looks/logo-path.ts";
import { dropUnnamed } from "./named-objects.ts";

/** How many objects one sweep deletes, and how many it looks at. R2 lists and deletes up to 1,000 in one call. */
const AT_ONCE = 500;

/** Where our objects lie, in the order in which R2 lists them. */
const FOLDERS = ["captions/", `${LOGOS}/`, "media/", "posters/"] as const;

/**
 * Deletes objects that were dropped long enough ago, and looks through some more of R2 for what no row ever named. Each
 * step may be repeated: a sweep that dies in the middle is made good by the next.
 */
export async function collectObjects(ctx: RequestContext): Promise<void> {
  await deleteDropped(ctx);
  await dropForgotten(ctx);
}

/** From R2 first, then from the list: in between an object is gone and still listed, never the other way round. */
async function deleteDropped({ db, env, now }: RequestContext): Promise<void> {
  const due = await db.read
    .select({ r2Key: droppedObjects.r2Key })
    .from(droppedObjects)
    .where(lte(droppedObjects.droppedAt, now - OBJECT_KEPT))
    .orderBy(asc(droppedObjects.droppedAt))
    .limit(AT_ONCE);
  if (due.length === 0) return;
  const r2Keys = due.map(({ r2Key }) => r2Key);
  await env.MEDIA.delete(r2Keys);
  await db.write.delete(droppedObjects).where(inArray(droppedObjects.r2Key, r2Keys));
}

/** What lies in R2 for a day without a name was left by a write that died on the way to the database. */
async function dropForgotten(ctx: RequestContext): Promise<void> {
  const [walk] = await ctx.db.read.select({ seenKey: objectWalk.seenKey }).from(objectWalk);
  const { objects, nextKey } = await lookOn(ctx, walk?.seenKey ?? "");
  const old = objects.filter(({ uploaded }) => uploaded.getTime() <= ctx.now - OBJECT_NAMED_WITHIN);
  const { write } = ctx.db;
  await write.batch([
    dropUnnamed(
      ctx,
      old.map(({ key }) => key),
    ),
    write.update(objectWalk).set({ seenKey: nextKey }).where(eq(objectWalk.id, 1)),
  ]);
}

/** The objects after a key, folder by folder, and the key to go on from; after the last one it begins anew. */
async function lookOn({ env }: RequestContext, seenKey: string) {
  const folder = FOLDERS.find((name) => seenKey < name || seenKey.startsWith(name)) ?? FOLDERS[0];
  const after = seenKey.startsWith(folder) ? { startAfter: seenKey } : {};
  const { objects, truncated } = await env.MEDIA.list({ prefix: folder, limit: AT_ONCE, ...after });
  const nextFolder = FOLDERS[FOLDERS.indexOf(folder) + 1] ?? "";
  return { objects, nextKey: truncated ? (objects.at(-1)?.key ?? nextFolder) : nextFolder };
}
