import { eq } from "drizzle-orm";
import type { Share, ShareRules } from "../../shared/api/shares.ts";
import { newId } from "../../shared/ids.ts";
import { isCollection } from "../../shared/policy/share-coverage.ts";
import { requireNode } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { shares } from "../db/schema/shares.ts";
import { Problem } from "../http/problem.ts";
import { kickOutbox } from "../outbox/kick.ts";
import { requireMayPin } from "../versions/pinned.ts";
import { insertShare, newShareId } from "./insert-share.ts";
import { presentShare } from "./present.ts";
import { recordShare } from "./record-share.ts";
import { lacksPassword, pinningOf, sealRules } from "./share-rules.ts";

/**
 * Makes a further link to a node, with rules of its own: `restricted` unless said otherwise. Of a project or folder it
 * is a collection page. 409 `no_media` of a node that has nothing to show.
 */
export async function createShare(ctx: RequestContext, nodeId: string, rules: ShareRules): Promise<Share> {
  const access = await requireNode(ctx, nodeId, "edit", "content.share");
  if (!access.media && !isCollection(access.node.kind)) throw new Problem("no_media");
  if (lacksPassword(rules, undefined)) throw new Problem("password_required");
  const { user } = access.actor;
  const sealed = await sealRules(ctx, user.id, rules);
  const id = newShareId();
  const changeId = newId("change");
  const db = ctx.db.write;
  const [, , , rows] = await db.batch([
    insertShare(ctx, access, sealed, { id, changeId, isSharePage: false }),
    ...recordShare(ctx, { changeId, actorUserId: user.id, action: "share.created", topic: "share.changed" }),
    db.select().from(shares).where(eq(shares.id, id)),
  ]);
  const [row] = rows;
  const pinning = pinningOf(nodeId, sealed);
  if (!row && pinning) await requireMayPin(ctx, pinning);
  if (!row) throw new Problem("invalid_state", { logReason: "trashed or lost the level meanwhile" });
  kickOutbox(ctx);
  return presentShare(ctx, row);
}
