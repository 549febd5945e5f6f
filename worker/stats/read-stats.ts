import { and, eq, gt, sql, sum } from "drizzle-orm";
import type { VideoStats } from "../../shared/api/stats.ts";
import { secondsOf } from "../../shared/watch/stretches.ts";
import { requireCaptioned } from "../captions/require-captioned.ts";
import type { MediaRow } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { viewDays, watchedEdges } from "../db/schema/views.ts";
import { dayText, utcDay } from "./utc-day.ts";

/** Many and short: one column, which is read faster than as many rows. */
const edges = sql<[second: number, change: number][]>`json_group_array(json_array(${watchedEdges.second},
  ${watchedEdges.change}))`.mapWith((text: string) => JSON.parse(text) as [number, number][]);

/** How often something that plays was watched and how far, for whoever may edit it. */
export async function readStats(ctx: RequestContext, nodeId: string, days: number): Promise<VideoStats> {
  const { media } = await requireCaptioned(ctx, nodeId, "edit");
  return statsOf(ctx, nodeId, media, days);
}

/** The same of what was admitted already. Costs by its days and seconds, and nothing by how often it was watched. */
export async function statsOf(
  ctx: RequestContext,
  nodeId: string,
  media: Pick<MediaRow, "version" | "duration"> | undefined,
  days: number,
): Promise<VideoStats> {
  const { db } = ctx;
  const today = utcDay(ctx.now);
  const version = media?.version ?? 0;
  const [[all], lately, [upload]] = await db.read.batch([
    db.read
      .select({ views: sum(viewDays.views).mapWith(Number), first: sql<number | null>`min(${viewDays.day})` })
      .from(viewDays)
      .where(eq(viewDays.nodeId, nodeId)),
    db.read
      .select()
      .from(viewDays)
      .where(and(eq(viewDays.nodeId, nodeId), gt(viewDays.day, today - days))),
    db.read
      .select({ edges })
      .from(watchedEdges)
      .where(and(eq(watchedEdges.nodeId, nodeId), eq(watchedEdges.version, version))),
  ]);
  const from = Math.max(all?.first ?? today, today - days + 1);
  return {
    totalViews: all?.views ?? 0,
    views: eachDay(from, today, new Map(lately.map(({ day, views }) => [day, views]))),
    version,
    retention: eachSecond(media?.duration ?? null, new Map(upload?.edges)),
  };
}

function eachDay(from: number, to: number, views: ReadonlyMap<number, number>): VideoStats["views"] {
  const length = Math.max(0, to - from + 1);
  return Array.from({ length }, (_, at) => ({ day: dayText(from + at), views: views.get(from + at) ?? 0 }));
}

/** Of what has no length nothing is told a second. */
function eachSecond(duration: number | null, changes: ReadonlyMap<number, number>): VideoStats["retention"] {
  let viewers = 0;
  return Array.from({ length: duration === null ? 0 : secondsOf(duration) }, (_, second) => {
    viewers += changes.get(second) ?? 0;
    return { second, viewers };
  });
}
