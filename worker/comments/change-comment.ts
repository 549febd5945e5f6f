import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Comment, CommentChange } from "../../shared/api/comments.ts";
import { newId } from "../../shared/ids.ts";
import { atLeast } from "../../shared/policy/access.ts";
import { mayStill } from "../content/level-sql.ts";
import type { RequestContext } from "../context.ts";
import { comments } from "../db/schema/comments.ts";
import { Problem } from "../http/problem.ts";
import { tellLive } from "./live-feed.ts";
import { type CommentFound, isBy, presentComment, type Reader } from "./present.ts";
import { reactionOf } from "./reactions.ts";
import { readerOf, requireComment } from "./require-commented.ts";
import { selectComments } from "./select-comments.ts";

/** Changes one's own words; resolves a thread that one began or whose node one may edit, or opens it again. */
export async function changeComment(ctx: RequestContext, commentId: string, change: CommentChange): Promise<Comment> {
  const { access, comment } = await requireComment(ctx, commentId);
  const reader = readerOf(access);
  const level = requireMayChange(comment, reader, change);
  const row = await writeChange(ctx, comment, change, mayStill(access.actor, comment.nodeId, level));
  if (row) return presentComment(row, reader);
  await requireComment(ctx, commentId);
  throw new Problem("forbidden", { logReason: "lost the level" });
}

/** The level that the change takes of whoever makes it; 403 where it is not theirs to make. */
export function requireMayChange(comment: CommentFound, reader: Reader, change: CommentChange): "view" | "edit" {
  const isOwn = isBy(comment, reader);
  if (change.body !== undefined && !isOwn) throw new Problem("forbidden", { logReason: "another's words" });
  if (change.resolved === undefined || isOwn) return requireThread(comment, change);
  if (!atLeast(reader.level, "edit")) throw new Problem("forbidden", { logReason: "another's thread" });
  requireThread(comment, change);
  return "edit";
}

function requireThread({ parentId }: CommentFound, { resolved }: CommentChange): "view" {
  if (resolved === undefined || parentId === null) return "view";
  const detail = "A thread is resolved by its first comment.";
  throw new Problem("invalid_request", { errors: [{ pointer: "/resolved", code: "not_a_thread", detail }] });
}

/** `holds` while it is written, or nothing is. */
export async function writeChange(
  ctx: RequestContext,
  { id, nodeId, parentId }: CommentFound,
  { body, resolved }: CommentChange,
  holds: SQL,
): Promise<CommentFound | undefined> {
  const changeId = newId("change");
  const { write } = ctx.db;
  const [, rows] = await write.batch([
    write
      .update(comments)
      .set({
        changeId,
        ...(body === undefined ? {} : { body, reaction: reactionOf({ body, parentId }), editedAt: ctx.now }),
        ...(resolved === undefined ? {} : { resolvedAt: resolved ? sql`coalesce(resolved_at, ${ctx.now})` : null }),
      })
      .where(and(eq(comments.id, id), isNull(comments.deletedAt), holds)),
    selectComments(write, eq(comments.changeId, changeId)),
  ]);
  if (rows[0]) tellLive(ctx, nodeId);
  return rows[0];
}
