import { type SQL, sql } from "drizzle-orm";
import { VERSIONS_PINNED } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { keptMedia, media } from "../db/schema/nodes.ts";
import { shares } from "../db/schema/shares.ts";
import { Problem } from "../http/problem.ts";

/** A link that is to show one upload of its own; `shareId` where there is one already. */
export type Pinning = { nodeId: string; version: number; shareId?: string };

/** The uploads of something that links show by their own choice, as a subquery: those that may open no more count not. */
export function pinnedOf(nodeId: string): SQL {
  return sql`SELECT link.pinned_version FROM ${shares} AS link
    WHERE link.node_id = ${nodeId} AND link.pinned_version IS NOT NULL AND link.ended_at IS NULL`;
}

/** The precondition of showing an upload: it is there, and links show no more of them than may be. */
export function mayPin(pinning: Pinning): SQL {
  return sql`${isThere(pinning)} AND ${hasRoom(pinning)}`;
}

/** A project or folder has no upload. */
function isThere({ nodeId, version }: Pinning): SQL {
  const among = (table: typeof media | typeof keptMedia) =>
    sql`EXISTS (SELECT 1 FROM ${table} AS there WHERE there.node_id = ${nodeId} AND there.version = ${version})`;
  return sql`(${among(media)} OR ${among(keptMedia)})`;
}

function hasRoom({ nodeId, version, shareId = "" }: Pinning): SQL {
  return sql`(SELECT count(DISTINCT others.pinned_version) FROM (${pinnedOf(nodeId)} AND link.id <> ${shareId}) AS others
    WHERE others.pinned_version <> ${version}) < ${VERSIONS_PINNED}`;
}

/** Says why a link was not pinned, where that is why it was not written. */
export async function requireMayPin({ db }: RequestContext, pinning: Pinning): Promise<void> {
  const [row] = await db.read.all<{ there: number; room: number }>(
    sql`SELECT ${isThere(pinning)} AS there, ${hasRoom(pinning)} AS room`,
  );
  if (row?.there !== 1) throw cannotPin("unknown", `There is no version ${pinning.version} of what this link shows.`);
  if (row.room !== 1)
    throw cannotPin("too_many", `Links show ${VERSIONS_PINNED} versions already: unpin one of them first.`);
}

function cannotPin(code: string, detail: string): Problem {
  return new Problem("version_not_pinnable", { errors: [{ pointer: "/pinnedVersion", code, detail }] });
}
