import { and, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { PolicyPreview, SharePolicyChange } from "../../shared/api/workspaces.ts";
import type { SharePolicy } from "../../shared/policy/share-policy.ts";
import { standing } from "../content/node-path.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { shares } from "../db/schema/shares.ts";
import { users } from "../db/schema/users.ts";
import { authorize } from "../workspaces/authorize.ts";
import { sharePolicyOf } from "../workspaces/share-policy-of.ts";
import { presentListedShare } from "./present.ts";

const SHOWN_MAX = 200;
const DAY = 24 * 60 * 60 * 1000;

/** Which live links a share policy would close that are open now; the newest of them, and how many there are. */
export async function previewSharePolicy(
  ctx: RequestContext,
  workspaceId: string,
  change: SharePolicyChange,
): Promise<PolicyPreview> {
  const { workspace } = await authorize(ctx, workspaceId, "security.manage");
  const before = sharePolicyOf(workspace);
  const after = { ...before, ...change } as SharePolicy;
  const closes = and(
    eq(shares.workspaceId, workspaceId),
    isNotNull(shares.publishedAt),
    isNull(shares.endedAt),
    standing(sql`${shares.nodeId}`),
    sql`NOT ${isClosed(ctx, before)} AND ${isClosed(ctx, after)}`,
  );
  const { read } = ctx.db;
  const [rows, [counted]] = await read.batch([
    read
      .select({ share: shares, maker: users.name })
      .from(shares)
      .leftJoin(memberships, eq(memberships.id, shares.createdBy))
      .leftJoin(users, eq(users.id, memberships.userId))
      .where(closes)
      .orderBy(desc(shares.id))
      .limit(SHOWN_MAX),
    read.select({ count: sql<number>`count(*)` }).from(shares).where(closes),
  ]);
  return {
    closes: rows.map(({ share, maker }) => presentListedShare(ctx, share, maker)),
    count: counted?.count ?? 0,
  };
}

/** Closed by its own time or by a policy: `decideShareAccess` says the same of one share, and a test holds the two together. */
function isClosed(ctx: RequestContext, policy: SharePolicy): SQL {
  const isOver = sql`coalesce(${shares.expiresAt} <= ${ctx.now}, 0)`;
  const tooOld =
    policy.longestExpiryDays === null
      ? sql`0`
      : sql`${shares.createdAt} + ${policy.longestExpiryDays * DAY} <= ${ctx.now}`;
  const shut = policy.publicAllowed && !policy.passwordRequired ? sql`0` : sql`${shares.visibility} = 'public'`;
  return sql`(${isOver} OR ${tooOld} OR ${shut})`;
}
