import { and, count, eq, isNotNull } from "drizzle-orm";
import type { CommentPage } from "../../shared/api/comments.ts";
import { REACTIONS, type Reaction, reactionIn } from "../../shared/reactions.ts";
import { prepared } from "../db/prepared.ts";
import { comments } from "../db/schema/comments.ts";

/** Of a comment that begins a thread and is but one of our emoji; an answer is an answer. */
export function reactionOf(words: { body: string; parentId: string | null }): Reaction | null {
  return words.parentId === null ? (reactionIn(words.body) ?? null) : null;
}

/** How often each was given to a node, by their index alone; `ofVersion`, to one upload of it. */
export const reactionsOf = prepared(["nodeId", "version"], (db, { nodeId, version }, ofVersion: boolean) =>
  db
    .select({ reaction: comments.reaction, count: count() })
    .from(comments)
    .where(
      and(
        eq(comments.nodeId, nodeId),
        isNotNull(comments.reaction),
        ofVersion ? eq(comments.version, version) : undefined,
      ),
    )
    .groupBy(comments.reaction),
);

type Counted = { reaction: string | null; count: number };

/** In the order in which they are offered. */
export function presentReactions(counted: readonly Counted[]): CommentPage["reactions"] {
  return REACTIONS.flatMap((reaction) => {
    const found = counted.find((one) => one.reaction === reaction);
    return found ? [{ reaction, count: found.count }] : [];
  });
}
