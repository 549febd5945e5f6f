import { and, eq, sql } from "drizzle-orm";
import type { VersionList } from "../../shared/api/versions.ts";
import { newId } from "../../shared/ids.ts";
import { auditChange, jsonData } from "../audit/record-change.ts";
import { mayStill } from "../content/level-sql.ts";
import { requireMediaNode } from "../content/require-media-node.ts";
import type { RequestContext } from "../context.ts";
import { keptMedia, media, nodes } from "../db/schema/nodes.ts";
import { Problem } from "../http/problem.ts";
import { type Expected, requireExpected, versionOfFacts } from "../http/versions.ts";
import { listVersions } from "./list-versions.ts";
import { bringBackMedia, keepMedia } from "./move-media.ts";
import { bringBackTracks, keepTracks } from "./move-tracks.ts";
import { factsOf } from "./present.ts";

type Wanted = { version: number; expected: Expected };

/**
 * Goes back to an upload that was kept: it is played again, with the captions, chapters, pictures, decisions and comments
 * that are its own, and what was played is kept in its place with those that are its. The statement says which upload it takes the place of: where another came meanwhile, nothing
 * is done.
 */
export async function restoreVersion(
  ctx: RequestContext,
  nodeId: string,
  { version, expected }: Wanted,
): Promise<VersionList> {
  const { actor, node, media: played } = await requireMediaNode(ctx, nodeId, "edit");
  requireExpected(expected, versionOfFacts(factsOf(played?.version)));
  if (!played) throw unknownVersion();
  if (played.version === version) return listVersions(ctx, nodeId);
  const changeId = newId("change");
  const isChanged = sql`EXISTS (SELECT 1 FROM ${nodes} AS changed WHERE changed.change_id = ${changeId})`;
  const { write } = ctx.db;
  const [changed] = await write.batch([
    write
      .update(nodes)
      .set({ updatedAt: ctx.now, changeId })
      .where(
        and(
          eq(nodes.id, node.id),
          mayStill(actor, node.id, "edit"),
          sql`${played.version} = (SELECT shown.version FROM ${media} AS shown WHERE shown.node_id = ${node.id})`,
          sql`EXISTS (SELECT 1 FROM ${keptMedia} AS kept WHERE kept.node_id = ${node.id} AND kept.version = ${version})`,
        ),
      ),
    auditChange(ctx, {
      table: "nodes",
      changeId,
      actorUserId: actor.user.id,
      action: "media.restored",
      data: jsonData({ version, instead: played.version }),
    }),
    ...keepTracks(ctx, sql`moved.node_id = ${node.id} AND ${isChanged}`),
    ...keepMedia(ctx, sql`moved.node_id = ${node.id} AND ${isChanged}`),
    ...bringBackTracks(ctx, { nodeId: node.id, version }, isChanged),
    ...bringBackMedia(ctx, sql`moved.node_id = ${node.id} AND moved.version = ${version} AND ${isChanged}`),
  ]);
  if (changed.rowsAffected > 0) return listVersions(ctx, nodeId);
  // What was judged a moment ago has changed; judged again it says how.
  const now = await requireMediaNode(ctx, nodeId, "edit");
  if (now.media?.version === played.version) throw unknownVersion();
  if (expected !== undefined) throw new Problem("precondition_failed");
  throw new Problem("invalid_state", { logReason: "another upload is played meanwhile" });
}

function unknownVersion(): Problem {
  return new Problem("not_found", { logReason: "no such version is kept" });
}
