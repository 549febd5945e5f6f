import { sql } from "drizzle-orm";
import type { Comment, CommentDraft } from "../../shared/api/comments.ts";
import { RATE_LIMITS } from "../../shared/limits.ts";
import { mayStill } from "../content/level-sql.ts";
import type { RequestContext } from "../context.ts";
import { comments } from "../db/schema/comments.ts";
import { chargeLimits } from "../limits/charge-limits.ts";
import { presentComment } from "./present.ts";
import { readerOf, requireCommented } from "./require-commented.ts";
import { selectComments } from "./select-comments.ts";
import { requireMoment, unwritten, writeComment } from "./write-comment.ts";

/** Says something of a node one may view. */
export async function postComment(ctx: RequestContext, nodeId: string, draft: CommentDraft): Promise<Comment> {
  const answered = [selectComments(ctx.db.read, sql`${comments.id} = ${draft.parentId}`)] as const;
  const {
    access,
    results: [rows],
  } = await requireCommented(ctx, nodeId, answered);
  if (draft.parentId !== null && rows[0]?.nodeId !== nodeId) throw unwritten(draft);
  requireMoment(draft, access.media);
  const { actor } = access;
  await chargeLimits(ctx, `comments:${actor.user.id}`, [{ name: "comments", ...RATE_LIMITS.commentsPerUser }]);
  const author = { userId: actor.user.id, membershipId: actor.membership.id, name: null, proof: null };
  const row = await writeComment(ctx, {
    ...draft,
    nodeId,
    pinnedVersion: null,
    author,
    holds: mayStill(actor, nodeId, "view"),
  });
  if (row) return presentComment(row, readerOf(access));
  // What was judged a moment ago has changed; judged again it says how.
  await requireCommented(ctx, nodeId, answered);
  throw unwritten(draft);
}
