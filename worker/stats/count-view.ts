import { and, eq, type SQL, sql } from "drizzle-orm";
import type { WatchedTold } from "../../shared/api/stats.ts";
import { newId } from "../../shared/ids.ts";
import { VIEWERS_PER_NETWORK } from "../../shared/limits.ts";
import { joined, type Stretch, secondsOf, without } from "../../shared/watch/stretches.ts";
import type { MediaRow } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { dayViewers, watchedEdges } from "../db/schema/views.ts";
import { untilWritten } from "../db/until-written.ts";
import { Problem } from "../http/problem.ts";
import { scaled } from "../limits/charge-limits.ts";
import { chargeTold, chargeViewer } from "./charge-viewing.ts";
import { startOfDay, utcDay } from "./utc-day.ts";
import { type Viewer, viewerOf } from "./viewer-of.ts";

type ViewerRow = typeof dayViewers.$inferSelect;

/** Of an upload. */
type Watched = { version: number; watched: Stretch[] };

/** Players round the last moment up. */
const SECONDS_BEYOND = 1;
/** Nobody who watches jumps about more on one day. */
const STRETCHES_KEPT = 500;

/**
 * Counts what somebody watched: them once a day, and each second of an upload once for each of these. Seconds of another
 * upload than the one that is shown now are left out. What says nothing new writes nothing; 429 where there is too much.
 */
export async function countView(
  ctx: RequestContext,
  media: Pick<MediaRow, "nodeId" | "version" | "duration">,
  userId: string | undefined,
  told: WatchedTold,
): Promise<void> {
  const watched = watchedOf(media, told);
  const { nodeId } = media;
  await chargeTold(ctx, nodeId, userId);
  const viewer = await viewerOf(ctx, { nodeId, day: utcDay(ctx.now), userId });
  await untilWritten(async () => {
    const { before, beside } = await findViewer(ctx, viewer, watched.version);
    return before ? countMore(ctx, viewer, before, watched) : countFirst(ctx, viewer, beside, watched);
  });
}

/** As whole seconds of what is shown now; 400 `invalid_request` for moments that it does not have. */
function watchedOf({ version, duration }: Pick<MediaRow, "version" | "duration">, told: WatchedTold): Watched {
  if (told.version !== version || duration === null) return { version, watched: [] };
  const end = secondsOf(duration);
  const at = told.watched.findIndex(([, to]) => to > end + SECONDS_BEYOND);
  if (at !== -1) {
    throw new Problem("invalid_request", {
      errors: [{ pointer: `/watched/${at}/1`, code: "moment", detail: "Must be no later than the end." }],
    });
  }
  return { version, watched: joined(told.watched.map(([from, to]) => [from, Math.min(to, end)])) };
}

/** What was counted of them on an upload, and how many other strangers of their network were counted. */
async function findViewer(
  { db }: RequestContext,
  who: Viewer,
  version: number,
): Promise<{ before: ViewerRow | undefined; beside: number }> {
  const { nodeId, day, viewer } = who;
  const isRow = [eq(dayViewers.nodeId, nodeId), eq(dayViewers.day, day), eq(dayViewers.viewer, viewer)];
  const [[before], [others]] = await db.read.batch([
    db.read
      .select()
      .from(dayViewers)
      .where(and(...isRow, eq(dayViewers.version, version))),
    db.read.select({ count: sql<number>`${fromNetwork(who)}` }).from(sql`(SELECT 1)`),
  ]);
  return { before, beside: others?.count ?? 0 };
}

function fromNetwork({ nodeId, day, viewer, network }: Viewer): SQL {
  return sql`(SELECT count(DISTINCT one.viewer) FROM ${dayViewers} AS one WHERE one.node_id = ${nodeId}
    AND one.day = ${day} AND one.network = ${network} AND one.viewer <> ${viewer})`;
}

/** Undefined where another request of theirs was faster. */
async function countFirst(
  ctx: RequestContext,
  viewer: Viewer,
  beside: number,
  { version, watched }: Watched,
): Promise<true | undefined> {
  const { nodeId, day, network } = viewer;
  const most = scaled(ctx.settings, VIEWERS_PER_NETWORK);
  if (beside >= most) throw new Problem("rate_limited", { retryAfterSeconds: untilTomorrow(ctx) });
  if (network !== null) await chargeViewer(ctx, nodeId);
  const changeId = newId("change");
  return write(
    ctx,
    sql`INSERT INTO ${dayViewers} (node_id, day, viewer, network, version, watched, change_id)
      SELECT ${nodeId}, ${day}, ${viewer.viewer}, ${network}, ${version}, ${JSON.stringify(watched)}, ${changeId}
      WHERE ${fromNetwork(viewer)} < ${most}
      ON CONFLICT DO NOTHING`,
    { ...viewer, version, changeId, fresh: watched },
  );
}

async function countMore(
  ctx: RequestContext,
  viewer: Viewer,
  before: ViewerRow,
  { version, watched }: Watched,
): Promise<true | undefined> {
  const fresh = without(watched, before.watched);
  const all = joined([...before.watched, ...watched]);
  if (fresh.length === 0 || all.length > STRETCHES_KEPT) return true;
  const changeId = newId("change");
  const { nodeId, day } = viewer;
  return write(
    ctx,
    sql`UPDATE ${dayViewers} SET watched = ${JSON.stringify(all)}, change_id = ${changeId}
      WHERE node_id = ${nodeId} AND day = ${day} AND viewer = ${viewer.viewer} AND version = ${version}
        AND change_id = ${before.changeId}`,
    { ...viewer, version, changeId, fresh },
  );
}

type Counting = Viewer & { version: number; changeId: string; fresh: Stretch[] };

/** Writes who was counted, and, if that was written, what they watched that nobody counted for them yet. */
async function write(
  { db }: RequestContext,
  row: SQL,
  { nodeId, day, viewer, version, changeId, fresh }: Counting,
): Promise<true | undefined> {
  const edges = fresh.flatMap(([from, to]) => [
    [from, 1],
    [to, -1],
  ]);
  const [written] = await db.write.batch([
    db.write.run(row),
    db.write.run(sql`INSERT INTO ${watchedEdges} (node_id, version, second, change)
      SELECT ${nodeId}, ${version}, edge.value ->> 0, edge.value ->> 1 FROM json_each(${JSON.stringify(edges)}) AS edge
      WHERE EXISTS (SELECT 1 FROM ${dayViewers} AS counted WHERE counted.node_id = ${nodeId} AND counted.day = ${day}
        AND counted.viewer = ${viewer} AND counted.version = ${version} AND counted.change_id = ${changeId})
      ON CONFLICT (node_id, version, second) DO UPDATE SET change = change + excluded.change`),
  ]);
  return written.rowsAffected > 0 || undefined;
}

function untilTomorrow({ now }: RequestContext): number {
  return Math.ceil((startOfDay(utcDay(now) + 1) - now) / 1000);
}
