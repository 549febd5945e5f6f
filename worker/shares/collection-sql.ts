import { type Placeholder, type SQL, sql } from "drizzle-orm";
import { COLLECTION_FOLDERS_MAX, COLLECTION_ITEMS_MAX, COLLECTION_PAGE, DEPTH_MAX } from "../../shared/limits.ts";
import { media, nodes } from "../db/schema/nodes.ts";
import { shares } from "../db/schema/shares.ts";

/** What a collection shows of one thing it covers. */
export type CollectionItem = { id: string; title: string; duration: number | null; folderId: string };

/** A folder that holds items: the titles from the one just below the shared node down to itself. */
export type CollectionFolder = { id: string; titles: string[] };

/** Some of what a share covers, and how much that is in all; one more than a page tells that there is more. */
export type CollectionList = { total: number; items: CollectionItem[]; folders: CollectionFolder[] };

/** What stands beside an item, in the order of the collection. */
export type Neighbours = Record<"previousId" | "previousTitle" | "nextId" | "nextTitle", string | null>;

/** What of a collection belongs to what is asked; null for a share of anything else, and for bytes. */
export type CollectionPart = { list: CollectionList } | { neighbours: Neighbours };

type Asked = Record<"slug" | "node" | "after", Placeholder>;

/** Whether one thing in a share is asked for, and whether it is the page of it that is. */
export type CollectionShape = { isItem: boolean; withNeighbours: boolean };

/**
 * A column beside the row of a share, so that it costs no statement of its own, and nothing where the share is not of
 * a project or folder.
 */
export function collectionPart(asked: Asked, { isItem, withNeighbours }: CollectionShape): SQL<CollectionPart | null> {
  if (isItem && !withNeighbours) return sql<null>`NULL`;
  const part = isItem ? neighboursOf(asked) : listAfter(asked);
  return sql<CollectionPart | null>`CASE WHEN (SELECT top.kind FROM ${nodes} AS top WHERE top.id = shares.node_id)
    IN ('project', 'folder') THEN (${part}) END`.mapWith((text: string) => JSON.parse(text) as CollectionPart);
}

/**
 * `covers` of `shared/policy/share-coverage.ts` from the shared node downwards; a property test holds the two
 * together. Folder by folder, each before those in it, as ordered among their siblings: `place` holds the keys on the
 * way down and sorts as a text, the highest first, so that what ends it stands above all keys and what parts them below.
 * Both bounds are far above what anyone looks through; what lies beyond them can still be opened by its address.
 *
 * The share is found by its slug once more: were this to name a column of the row it stands beside, SQLite would make
 * it anew wherever it is named. `CROSS JOIN` goes from a folder to what stands in it, never through the workspace.
 */
function coveredBy(slug: Placeholder): SQL {
  const share = (column: "node_id" | "workspace_id") =>
    sql`(SELECT here.${sql.raw(column)} FROM ${shares} AS here WHERE here.slug = ${slug})`;
  return sql`holders(id, place, titles, steps) AS (
      SELECT ${share("node_id")}, '', '[]', 0
      UNION ALL
      SELECT folder.id, holders.place || folder.position || char(31),
        json_insert(holders.titles, '$[#]', folder.title), holders.steps + 1
      FROM holders CROSS JOIN ${nodes} AS folder
      WHERE folder.parent_id = holders.id AND folder.workspace_id = ${share("workspace_id")} AND folder.kind = 'folder'
        AND folder.everyone <> 'none' AND folder.trashed_at IS NULL AND holders.steps < ${DEPTH_MAX}
      LIMIT ${COLLECTION_FOLDERS_MAX}
    ), covered(id, title, position, place, folder_id, titles) AS MATERIALIZED (
      SELECT item.id, item.title, item.position, holders.place || '~', holders.id, holders.titles
      FROM holders CROSS JOIN ${nodes} AS item
      WHERE item.parent_id = holders.id AND item.workspace_id = ${share("workspace_id")}
        AND item.kind NOT IN ('project', 'folder') AND item.everyone <> 'none' AND item.trashed_at IS NULL
        AND EXISTS (SELECT 1 FROM ${media} AS m WHERE m.node_id = item.id)
      LIMIT ${COLLECTION_ITEMS_MAX}
    )`;
}

/** Begins anew where what was seen last is no longer there. */
function listAfter({ slug, after }: Asked): SQL {
  const seen = sql`(SELECT last.place, last.position FROM covered AS last WHERE last.id = ${after})`;
  return sql`WITH RECURSIVE ${coveredBy(slug)}, shown AS MATERIALIZED (
      SELECT * FROM covered
      WHERE coalesce((covered.place, covered.position) < ${seen}, 1)
      ORDER BY covered.place DESC, covered.position DESC LIMIT ${COLLECTION_PAGE + 1}
    ) SELECT json_object('list', json_object(
      'total', (SELECT count(*) FROM covered),
      'items', (SELECT json_group_array(json_object('id', shown.id, 'title', shown.title, 'folderId', shown.folder_id,
        'duration', (SELECT m.duration FROM ${media} AS m WHERE m.node_id = shown.id ORDER BY m.version DESC LIMIT 1)))
        FROM shown),
      'folders', (SELECT json_group_array(json_object('id', one.folder_id, 'titles', json(one.titles)))
        FROM (SELECT DISTINCT shown.folder_id, shown.titles FROM shown) AS one)))`;
}

function neighboursOf({ slug, node }: Asked): SQL {
  return sql`WITH RECURSIVE ${coveredBy(slug)}
    SELECT json_object('neighbours', json_object('previousId', beside.previous_id, 'previousTitle', beside.previous_title,
      'nextId', beside.next_id, 'nextTitle', beside.next_title))
    FROM (SELECT covered.id AS id, lag(covered.id) OVER along AS previous_id, lag(covered.title) OVER along AS previous_title,
        lead(covered.id) OVER along AS next_id, lead(covered.title) OVER along AS next_title
      FROM covered WINDOW along AS (ORDER BY covered.place DESC, covered.position DESC)) AS beside
    WHERE beside.id = ${node}`;
}
