import { and, eq, type SQL, sql } from "drizzle-orm";
import type { ProblemCode } from "../../shared/problem.ts";
import type { CaptionsKind } from "../../shared/webvtt/captions-kind.ts";
import type { RequestContext } from "../context.ts";
import { captionTracks, chapterTracks } from "../db/schema/nodes.ts";
import { Problem } from "../http/problem.ts";
import { type Expected, ifExpected, requireExpected, versionOfFacts } from "../http/versions.ts";

/** A video's captions or chapters in one language. */
export type TrackKey = { kind: CaptionsKind; nodeId: string; language: string };

const STAMPS = {
  captions: { table: captionTracks, stamp: captionTracks.r2Key },
  chapters: { table: chapterTracks, stamp: chapterTracks.changeId },
};

/** The version of captions or chapters; `stamp` is new with each that are put. */
export function trackVersion(stamp: string): string {
  return versionOfFacts([stamp]);
}

/**
 * The condition of a write that expects a certain version of a track to be there still; 412 `precondition_failed` where it
 * is another already, and, unless said otherwise, where it is gone.
 */
export async function expectedTrack(
  ctx: RequestContext,
  key: TrackKey,
  expected: Expected,
  gone: ProblemCode = "precondition_failed",
): Promise<SQL | undefined> {
  if (expected === undefined) return undefined;
  const { table, stamp } = STAMPS[key.kind];
  const isTrack = and(eq(table.nodeId, key.nodeId), eq(table.language, key.language));
  const [found] = await ctx.db.read.select({ stamp }).from(table).where(isTrack);
  if (!found) throw new Problem(gone, { logReason: `no ${key.kind} in ${key.language}` });
  requireExpected(expected, trackVersion(found.stamp));
  return ifExpected(expected, sql`EXISTS (SELECT 1 FROM ${table} WHERE ${isTrack} AND ${stamp} = ${found.stamp})`);
}
