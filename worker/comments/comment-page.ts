import type { InferOutput } from "valibot";
import type { CommentPage, commentQuery } from "../../shared/api/comments.ts";
import { type CommentFound, presentComment, type Reader } from "./present.ts";
import { presentReactions } from "./reactions.ts";
import { commentsBehind } from "./select-comments.ts";

/** What is spoken of: something, or, unless null, one upload of it. */
export type Spoken = { nodeId: string; version: number | null };

export type CommentsAsked = InferOutput<typeof commentQuery>;

/** One more than a page, to know whether there is a next. The cursor is the place of the page before's last. */
export function pageOfComments({ nodeId, version }: Spoken, { limit, cursor = "" }: CommentsAsked) {
  return commentsBehind({ nodeId, place: cursor, limit: limit + 1, version }, version !== null);
}

type Found = { rows: readonly CommentFound[]; counted: Parameters<typeof presentReactions>[0] };

export function presentCommentPage({ rows, counted }: Found, limit: number, reader: Reader): CommentPage {
  const shown = rows.slice(0, limit);
  return {
    items: shown.map((row) => presentComment(row, reader)),
    nextCursor: rows.length > limit ? (shown.at(-1)?.place ?? null) : null,
    reactions: presentReactions(counted),
  };
}
