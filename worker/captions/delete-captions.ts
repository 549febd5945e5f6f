import { and, eq, sql } from "drizzle-orm";
import { newId } from "../../shared/ids.ts";
import type { CaptionsKind } from "../../shared/webvtt/captions-kind.ts";
import { auditChange, jsonData } from "../audit/record-change.ts";
import { mayStill } from "../content/level-sql.ts";
import type { RequestContext } from "../context.ts";
import { captionTracks, chapterTracks, nodes } from "../db/schema/nodes.ts";
import { Problem } from "../http/problem.ts";
import type { Expected } from "../http/versions.ts";
import { expectedTrack } from "./expected-track.ts";
import { requireCaptioned, requireLanguage } from "./require-captioned.ts";

const TABLES = { captions: captionTracks, chapters: chapterTracks };

/** Takes away a video's captions or chapters in one language; 404 where there are none. */
export async function deleteCaptions(
  ctx: RequestContext,
  nodeId: string,
  tag: string,
  kind: CaptionsKind = "captions",
  expected?: Expected,
): Promise<void> {
  const { actor } = await requireCaptioned(ctx, nodeId, "edit");
  const language = requireLanguage(tag);
  const isStill = await expectedTrack(ctx, { kind, nodeId, language }, expected, "not_found");
  const changeId = newId("change");
  const db = ctx.db.write;
  const table = TABLES[kind];
  const isTrack = and(eq(table.nodeId, nodeId), eq(table.language, language));
  const [deleted] = await db.batch([
    db
      .delete(table)
      .where(and(isTrack, mayStill(actor, nodeId, "edit"), isStill))
      .returning({ language: table.language }),
    db
      .update(nodes)
      .set({ updatedAt: ctx.now, changeId })
      .where(and(eq(nodes.id, nodeId), sql`changes() = 1`)),
    auditChange(ctx, {
      table: "nodes",
      changeId,
      actorUserId: actor.user.id,
      action: `${kind}.deleted`,
      data: jsonData({ language }),
    }),
  ]);
  if (deleted.length > 0) return;
  // What was judged a moment ago has changed; judged again it says how.
  await requireCaptioned(ctx, nodeId, "edit");
  throw new Problem(isStill ? "precondition_failed" : "not_found", { logReason: `no ${kind} in ${language}` });
}
