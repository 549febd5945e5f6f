import type { CommentPage } from "../../shared/api/comments.ts";
import type { RequestContext } from "../context.ts";
import { type CommentsAsked, pageOfComments, presentCommentPage } from "./comment-page.ts";
import { reactionsOf } from "./reactions.ts";
import { readerOf, requireCommented } from "./require-commented.ts";

/** What was said of a node: of all of it first, then by moment, each thread with its replies behind it. */
export async function listComments(ctx: RequestContext, nodeId: string, asked: CommentsAsked): Promise<CommentPage> {
  const spoken = { nodeId, version: null };
  const reading = [pageOfComments(spoken, asked), reactionsOf(spoken, false)] as const;
  const {
    access,
    results: [rows, counted],
  } = await requireCommented(ctx, nodeId, reading);
  return presentCommentPage({ rows, counted }, asked.limit, readerOf(access));
}
