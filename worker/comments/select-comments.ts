import { and, asc, eq, getTableColumns, gt, type SQL } from "drizzle-orm";
import type { Handle } from "../db/client.ts";
import { prepared } from "../db/prepared.ts";
import { comments } from "../db/schema/comments.ts";
import { users } from "../db/schema/users.ts";

export function selectComments(db: Handle, where: SQL | undefined) {
  return db
    .select({ ...getTableColumns(comments), userName: users.name })
    .from(comments)
    .leftJoin(users, eq(users.id, comments.authorUserId))
    .where(where);
}

/** Some of a node's comments, those behind a place, in their order. */
export const commentsBehind = prepared(["nodeId", "place", "limit"], (db, { nodeId, place, limit }) =>
  selectComments(db, and(eq(comments.nodeId, nodeId), gt(comments.place, place)))
    .orderBy(asc(comments.place))
    .limit(limit),
);
