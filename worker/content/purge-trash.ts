import { type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { newId } from "../../shared/ids.ts";
import { TRASH_LIFETIME } from "../../shared/limits.ts";
import { auditChange } from "../audit/record-change.ts";
import type { RequestContext } from "../context.ts";
import { accessRequests } from "../db/schema/access-requests.ts";
import { comments } from "../db/schema/comments.ts";
import {
  captionTracks,
  chapterTracks,
  grants,
  keptCaptionTracks,
  keptChapterTracks,
  keptMedia,
  keptPosters,
  media,
  nodes,
  posters,
} from "../db/schema/nodes.ts";
import { notifications } from "../db/schema/notifications.ts";
import { reviewers, reviews } from "../db/schema/reviews.ts";
import { shares, shareVisits } from "../db/schema/shares.ts";
import { dayViewers, viewDays, watchedEdges } from "../db/schema/views.ts";

/** How much one transaction takes, and how many of them a sweep makes: other writers wait for none of them for long. */
const NODES_AT_ONCE = 100;
const ROWS_AT_ONCE = 1_000;
const ROUNDS = 10;

/** What a node has that nothing else refers to. */
const OWN_ROWS = [
  ...[grants, captionTracks, chapterTracks, posters, media, reviews, reviewers],
  ...[keptCaptionTracks, keptChapterTracks, keptPosters, keptMedia],
  ...[viewDays, dayViewers, watchedEdges],
];

/**
 * Deletes for good what has been in the trash for its time, with all that stands below it: from the bottom up, some rows
 * a transaction, going on next time where it stopped. Nobody can bring any of it back meanwhile.
 */
export async function purgeTrash(ctx: RequestContext): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) if (!(await purgeSome(ctx))) return;
}

/** False where nothing is left to be deleted. */
async function purgeSome(ctx: RequestContext): Promise<boolean> {
  const db = ctx.db.write;
  const going = newId("change");
  const gone = newId("change");
  const [marked] = await db.batch([
    db.run(sql`UPDATE ${nodes} SET change_id = ${going} WHERE id IN (${overdueLeaves(ctx)})`),
    ...emptied(marking(going)).map((statement) => db.run(statement)),
    // Each thing that somebody put into the trash is told of, as that was.
    db.run(sql`UPDATE ${nodes} SET change_id = ${gone}
      WHERE change_id = ${going} AND trashed_at IS NOT NULL AND ${IS_EMPTY}`),
    auditChange(ctx, {
      table: "nodes",
      changeId: gone,
      actorUserId: null,
      action: "node.purged",
      data: sql`json_object('kind', changed.kind, 'title', changed.title)`,
    }),
    db.run(sql`DELETE FROM ${nodes} WHERE change_id IN (${going}, ${gone}) AND ${IS_EMPTY}`),
  ]);
  return marked.rowsAffected > 0;
}

/** What is overdue, or below something that is, and has nothing below it; the deepest is looked for first. */
function overdueLeaves({ now }: RequestContext): SQL {
  return sql`WITH RECURSIVE doomed(id, steps) AS (
      SELECT top.id, 0 FROM (SELECT id FROM ${nodes} WHERE trashed_at <= ${now - TRASH_LIFETIME}
        ORDER BY trashed_at LIMIT ${NODES_AT_ONCE}) AS top
      UNION ALL SELECT under.id, doomed.steps + 1 FROM doomed CROSS JOIN ${nodes} AS under ON under.parent_id = doomed.id
      ORDER BY 2 DESC LIMIT ${4 * NODES_AT_ONCE}
    ) SELECT doomed.id FROM doomed
    WHERE NOT EXISTS (SELECT 1 FROM ${nodes} AS under WHERE under.parent_id = doomed.id) LIMIT ${NODES_AT_ONCE}`;
}

function marking(changeId: string): SQL {
  return sql`IN (SELECT doomed.id FROM ${nodes} AS doomed WHERE doomed.change_id = ${changeId})`;
}

/** What belongs to nodes; a row goes once nothing refers to it any more. Notifications stay and name the request no more. */
function emptied(ofDoomed: SQL): SQL[] {
  const request = sql`SELECT asked.id FROM ${accessRequests} AS asked WHERE asked.node_id ${ofDoomed}`;
  const share = sql`SELECT link.id FROM ${shares} AS link WHERE link.node_id ${ofDoomed}`;
  const untold = hasNo(notifications, sql`other.access_request_id = one.id`);
  const unvisited = hasNo(shareVisits, sql`other.share_id = one.id`);
  const unasked = hasNo(accessRequests, sql`other.share_id = one.id`);
  return [
    sql`UPDATE ${notifications} SET access_request_id = NULL
      WHERE rowid IN (${some(notifications, sql`one.access_request_id IN (${request})`)})`,
    deleteSome(accessRequests, sql`one.node_id ${ofDoomed} AND ${untold}`),
    deleteSome(shareVisits, sql`one.share_id IN (${share})`),
    deleteSome(comments, sql`one.node_id ${ofDoomed} AND one.parent_id IS NOT NULL`),
    deleteSome(comments, sql`one.node_id ${ofDoomed} AND ${hasNo(comments, sql`other.parent_id = one.id`)}`),
    deleteSome(shares, sql`one.node_id ${ofDoomed} AND ${unvisited} AND ${unasked}`),
    ...OWN_ROWS.map((table) => deleteSome(table, sql`one.node_id ${ofDoomed}`)),
  ];
}

/** Of a node that a statement is at: nothing refers to it. */
const IS_EMPTY = sql.join(
  [accessRequests, shares, comments, ...OWN_ROWS].map((table) => hasNo(table, sql`other.node_id = nodes.id`)),
  sql` AND `,
);

function deleteSome(table: SQLiteTable, where: SQL): SQL {
  return sql`DELETE FROM ${table} WHERE rowid IN (${some(table, where)})`;
}

function some(table: SQLiteTable, where: SQL): SQL {
  return sql`SELECT one.rowid FROM ${table} AS one WHERE ${where} LIMIT ${ROWS_AT_ONCE}`;
}

function hasNo(table: SQLiteTable, where: SQL): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM ${table} AS other WHERE ${where})`;
}
