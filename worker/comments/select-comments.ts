import { and, asc, eq, getTableColumns, gt, type SQL, sql } from "drizzle-orm";
import type { Handle } from "../db/client.ts";
import { prepared, type Value } from "../db/prepared.ts";
import { comments } from "../db/schema/comments.ts";
import { users } from "../db/schema/users.ts";

export function selectComments(db: Handle, where: SQL | undefined) {
  return db
    .select({ ...getTableColumns(comments), userName: users.name })
    .from(comments)
    .leftJoin(users, eq(users.id, comments.authorUserId))
    .where(where);
}

/** Some of a node's comments, those behind a place, in their order; `ofVersion`, of one upload. */
export const commentsBehind = prepared(
  ["nodeId", "place", "limit", "version"],
  (db, { nodeId, place, limit, version }, ofVersion: boolean) =>
    selectComments(
      db,
      and(eq(comments.nodeId, nodeId), gt(comments.place, place), ofVersion ? saidOf(version) : undefined),
    )
      .orderBy(asc(comments.place))
      .limit(limit),
);

/** Said of an upload: what begins a thread on it, and whatever answers that, when it may be. */
export function saidOf(version: Value<number>): SQL {
  return sql`coalesce((SELECT thread.version FROM ${comments} AS thread WHERE thread.id = ${comments.parentId}),
    ${comments.version}) = ${version}`;
}
