import { and, eq, isNull, ne } from "drizzle-orm";
import type { Share } from "../../shared/api/shares.ts";
import { newId } from "../../shared/ids.ts";
import type { Visibility } from "../../shared/policy/share-access.ts";
import { nodeStands } from "../content/node-path.ts";
import type { NodeAccess } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { shares } from "../db/schema/shares.ts";
import { Problem } from "../http/problem.ts";
import { actorStill } from "../members/actor-still.ts";
import { kickOutbox } from "../outbox/kick.ts";
import { presentShare, type ShareRow } from "./present.ts";
import { recordShare } from "./record-share.ts";
import { requireShare } from "./require-share.ts";

/** Changes who a share lets in; it closes at once, for responses under way within seconds. 410 once it has ended. */
export async function changeShare(ctx: RequestContext, shareId: string, visibility: Visibility): Promise<Share> {
  const access = await requireShare(ctx, { shareId }, "edit", "content.share");
  if (access.share.endedAt !== null) throw new Problem("share_gone");
  return presentShare(ctx, await setVisibility(ctx, access, shareId, visibility));
}

/** Writes the visibility where it differs; what is so already is left alone and told to nobody. */
export async function setVisibility(
  ctx: RequestContext,
  { actor, node }: NodeAccess,
  shareId: string,
  visibility: Visibility,
): Promise<ShareRow> {
  const changeId = newId("change");
  const db = ctx.db.write;
  const isIt = eq(shares.id, shareId);
  const [, , , rows] = await db.batch([
    db
      .update(shares)
      .set({ visibility, changeId })
      .where(
        and(isIt, isNull(shares.endedAt), ne(shares.visibility, visibility), nodeStands(node.id), actorStill(actor)),
      ),
    ...recordShare(ctx, { changeId, actorUserId: actor.user.id, action: "share.changed", topic: "share.changed" }),
    db.select().from(shares).where(isIt),
  ]);
  const [row] = rows;
  if (!row) throw new Problem("not_found");
  if (row.visibility !== visibility)
    throw new Problem("invalid_state", { logReason: "ended or lost the role meanwhile" });
  if (row.changeId === changeId) kickOutbox(ctx);
  return row;
}

/** Ends a share for good: its page answers 410 until its video is published anew. Ending it again changes nothing. */
export async function endShare(ctx: RequestContext, shareId: string): Promise<void> {
  const { actor, node } = await requireShare(ctx, { shareId }, "edit", "content.share");
  const changeId = newId("change");
  const db = ctx.db.write;
  const isIt = eq(shares.id, shareId);
  const [, , , rows] = await db.batch([
    db
      .update(shares)
      .set({ endedAt: ctx.now, changeId })
      .where(and(isIt, isNull(shares.endedAt), nodeStands(node.id), actorStill(actor))),
    ...recordShare(ctx, { changeId, actorUserId: actor.user.id, action: "share.ended", topic: "share.ended" }),
    db.select().from(shares).where(isIt),
  ]);
  const [row] = rows;
  if (!row || row.endedAt === null) throw new Problem("not_found", { logReason: "trashed or lost the role meanwhile" });
  if (row.changeId === changeId) kickOutbox(ctx);
}
