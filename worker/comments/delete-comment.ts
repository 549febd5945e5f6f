import { type SQL, sql } from "drizzle-orm";
import { newId } from "../../shared/ids.ts";
import { atLeast } from "../../shared/policy/access.ts";
import { auditChange } from "../audit/record-change.ts";
import { mayStill } from "../content/level-sql.ts";
import type { RequestContext } from "../context.ts";
import { comments } from "../db/schema/comments.ts";
import { users } from "../db/schema/users.ts";
import { Problem } from "../http/problem.ts";
import { tellLive } from "./live-feed.ts";
import { type CommentFound, isBy, type Reader } from "./present.ts";
import { readerOf, requireComment } from "./require-commented.ts";

/** Deletes one's own comment, or, with `edit` at its node, anybody's. */
export async function deleteComment(ctx: RequestContext, commentId: string): Promise<void> {
  const { access, comment } = await requireComment(ctx, commentId);
  const level = requireMayDelete(comment, readerOf(access));
  const holds = mayStill(access.actor, comment.nodeId, level);
  if (await writeDeletion(ctx, comment, { holds, moderatedBy: moderator(comment, access.actor.user.id) })) return;
  await requireComment(ctx, commentId);
  throw new Problem("forbidden", { logReason: "lost the level" });
}

/** The level that deleting it takes; 403 where it is not theirs. */
export function requireMayDelete(comment: CommentFound, reader: Reader): "view" | "edit" {
  if (isBy(comment, reader)) return "view";
  if (!atLeast(reader.level, "edit")) throw new Problem("forbidden", { logReason: "another's words" });
  return "edit";
}

/** Who deletes another's words, for the audit log; null where they are their own. */
export function moderator({ authorUserId }: CommentFound, userId: string | undefined): string | null {
  return authorUserId === userId ? null : (userId ?? null);
}

type Deletion = { holds: SQL; moderatedBy: string | null };

/**
 * What was answered is emptied and keeps its place, so that nobody's answer goes with it; the rest goes for good, and
 * with a thread's last answer what was emptied above it. False where `holds` did no more, or it was gone already.
 */
export async function writeDeletion(
  ctx: RequestContext,
  { id, nodeId, parentId }: CommentFound,
  { holds, moderatedBy }: Deletion,
): Promise<boolean> {
  const changeId = newId("change");
  const isAnswered = sql`EXISTS (SELECT 1 FROM ${comments} AS reply WHERE reply.parent_id = comments.id)`;
  const { write } = ctx.db;
  const [marked] = await write.batch([
    write.run(sql`UPDATE ${comments} SET change_id = ${changeId} WHERE id = ${id} AND deleted_at IS NULL AND ${holds}`),
    ...(moderatedBy === null ? [] : [auditDeletion(ctx, changeId, moderatedBy)]),
    write.run(sql`UPDATE ${comments} SET deleted_at = ${ctx.now}, body = '', author_user_id = NULL,
        author_membership_id = NULL, author_name = NULL, author_proof = NULL, reaction = NULL, mentions = '[]', edited_at = NULL,
        resolved_at = NULL
      WHERE change_id = ${changeId} AND ${isAnswered}`),
    write.run(sql`DELETE FROM ${comments} WHERE change_id = ${changeId} AND NOT ${isAnswered}`),
    write.run(sql`DELETE FROM ${comments} WHERE id = ${parentId} AND deleted_at IS NOT NULL AND NOT ${isAnswered}`),
  ]);
  const isDone = marked.rowsAffected > 0;
  if (isDone) tellLive(ctx, nodeId);
  return isDone;
}

/** Whose words they were is kept, and not the words. */
function auditDeletion(ctx: RequestContext, changeId: string, actorUserId: string) {
  const author = sql`coalesce((SELECT by.email FROM ${users} AS by WHERE by.id = changed.author_user_id), changed.author_name)`;
  const data = sql`json_object('nodeId', changed.node_id, 'author', ${author})`;
  return auditChange(ctx, { table: "comments", changeId, actorUserId, action: "comment.deleted", data });
}
