import { and, eq, sql } from "drizzle-orm";
import { newId } from "../../shared/ids.ts";
import { auditChange, jsonData } from "../audit/record-change.ts";
import { mayStill } from "../content/level-sql.ts";
import type { RequestContext } from "../context.ts";
import { captionTracks, nodes } from "../db/schema/nodes.ts";
import { Problem } from "../http/problem.ts";
import { requireCaptioned, requireLanguage } from "./require-captioned.ts";

/** Takes away a video's captions in one language; 404 where there are none. */
export async function deleteCaptions(ctx: RequestContext, nodeId: string, tag: string): Promise<void> {
  const { actor } = await requireCaptioned(ctx, nodeId, "edit");
  const language = requireLanguage(tag);
  const changeId = newId("change");
  const db = ctx.db.write;
  const isTrack = and(eq(captionTracks.nodeId, nodeId), eq(captionTracks.language, language));
  const [deleted] = await db.batch([
    db
      .delete(captionTracks)
      .where(and(isTrack, mayStill(actor, nodeId, "edit")))
      .returning({ language: captionTracks.language }),
    db
      .update(nodes)
      .set({ updatedAt: ctx.now, changeId })
      .where(and(eq(nodes.id, nodeId), sql`changes() = 1`)),
    auditChange(ctx, {
      table: "nodes",
      changeId,
      actorUserId: actor.user.id,
      action: "captions.deleted",
      data: jsonData({ language }),
    }),
  ]);
  if (deleted.length === 0) throw new Problem("not_found", { logReason: `no captions in ${language}` });
}
