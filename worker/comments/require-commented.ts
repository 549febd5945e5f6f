import { type Placeholder, sql } from "drizzle-orm";
import type { BatchItem, BatchResponse } from "drizzle-orm/batch";
import { claimedSession } from "../accounts/require-user.ts";
import { refuseCollection } from "../content/require-media-node.ts";
import { accessQueries, admitToNode, type NodeAccess } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { comments } from "../db/schema/comments.ts";
import { Problem } from "../http/problem.ts";
import type { CommentFound, Reader } from "./present.ts";
import { selectComments } from "./select-comments.ts";

const accessByNode = accessQueries((key) => sql`${key}`);
const accessByComment = accessQueries(
  (key: Placeholder) => sql`(SELECT said.node_id FROM ${comments} AS said WHERE said.id = ${key})`,
);

/**
 * The first line of every verb on the comments of a node: what `requireNode` reads, with whatever else is to be read, in
 * one round trip. Whatever is played or shown is commented on.
 */
export async function requireCommented<U extends BatchItem<"sqlite">, T extends Readonly<[U, ...U[]]>>(
  ctx: RequestContext,
  nodeId: string,
  reading: T,
): Promise<{ access: NodeAccess; results: BatchResponse<T> }> {
  const sessionId = claimedSession(ctx);
  const [actors, path, newest, ...results] = await ctx.db.read.batch([
    ...accessByNode({ sessionId, now: ctx.now, key: nodeId }),
    ...reading,
  ]);
  const asked = { sessionId, nodeId, wanted: "view", capability: "review" } as const;
  const access = admitToNode(ctx, { ...asked, actors, rows: path, media: newest[0] });
  return { access: refuseCollection(access), results: results as BatchResponse<T> };
}

/** The same of one comment. To whoever may not see its node, it does not exist. */
export async function requireComment(
  ctx: RequestContext,
  commentId: string,
): Promise<{ access: NodeAccess; comment: CommentFound }> {
  const sessionId = claimedSession(ctx);
  const [actors, path, newest, [comment]] = await ctx.db.read.batch([
    ...accessByComment({ sessionId, now: ctx.now, key: commentId }),
    selectComments(ctx.db.read, sql`${comments.id} = ${commentId}`),
  ]);
  const asked = { sessionId, nodeId: comment?.nodeId ?? "", wanted: "view", capability: "review" } as const;
  const access = admitToNode(ctx, { ...asked, actors, rows: path, media: newest[0] });
  // `admitToNode` has refused already where there is no comment: no node was found either.
  if (!comment || comment.deletedAt !== null) throw new Problem("not_found", { logReason: "deleted" });
  return { access, comment };
}

/** A member who reads comments by the API. */
export function readerOf({ actor, level }: NodeAccess): Reader {
  return { userId: actor.user.id, level, isMember: true, maySpeak: true };
}
