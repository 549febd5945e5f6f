import { eq, type Placeholder, sql } from "drizzle-orm";
import type { Level } from "../../shared/policy/access.ts";
import type { Capability } from "../../shared/policy/roles.ts";
import { claimedSession } from "../accounts/require-user.ts";
import { accessQueries, admitToNode, type NodeAccess } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { prepared } from "../db/prepared.ts";
import { shares } from "../db/schema/shares.ts";
import type { ShareRow } from "./present.ts";

export type ShareAccess = NodeAccess & { share: ShareRow };

/** Which share: by its id, or by the slug that stands in its page's address. */
export type ShareKey = { shareId: string } | { slug: string };

const BY = { id: byColumn(shares.id), slug: byColumn(shares.slug) };

function byColumn(column: typeof shares.id | typeof shares.slug) {
  const nodeOf = (key: Placeholder) => sql`(SELECT ${shares.nodeId} FROM ${shares} WHERE ${column} = ${key})`;
  return {
    share: prepared(["key"], (db, { key }) => db.select().from(shares).where(eq(column, key))),
    access: accessQueries(nodeOf),
  };
}

/**
 * The first line of every verb on a share: what `requireNode` reads, reached through the share, in one round
 * trip. To whoever may not see its node, a share does not exist.
 */
export async function requireShare(
  ctx: RequestContext,
  key: ShareKey,
  wanted: Level,
  capability?: Capability,
): Promise<ShareAccess> {
  const sessionId = claimedSession(ctx);
  const by = "slug" in key ? BY.slug : BY.id;
  const values = { sessionId, now: ctx.now, key: "slug" in key ? key.slug : key.shareId };
  const [found, actors, rows, newest] = await ctx.db.read.batch([by.share(values), ...by.access(values)]);
  const [share] = found;
  const nodeId = share?.nodeId ?? "";
  const access = admitToNode(ctx, { sessionId, nodeId, wanted, capability, actors, rows, media: newest[0] });
  // `admitToNode` has refused already where there is no share: no node was found either.
  return { ...access, share: share as ShareRow };
}
