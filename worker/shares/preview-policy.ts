import { and, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { PolicyPreview, SharePolicyChange } from "../../shared/api/workspaces.ts";
import { admitsGuest, type GuestBy } from "../../shared/policy/share-access.ts";
import type { SharePolicy } from "../../shared/policy/share-policy.ts";
import { standing } from "../content/node-path.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { nodes } from "../db/schema/nodes.ts";
import { shares } from "../db/schema/shares.ts";
import { users } from "../db/schema/users.ts";
import { authorize } from "../workspaces/authorize.ts";
import { sharePolicyOf } from "../workspaces/share-policy-of.ts";
import { presentListedShare } from "./present.ts";

const SHOWN_MAX = 200;
const DAY = 24 * 60 * 60 * 1000;

/** What a share policy would end that is so now: the newest links that it closes, and how many of each there are. */
export async function previewSharePolicy(
  ctx: RequestContext,
  workspaceId: string,
  change: SharePolicyChange,
): Promise<PolicyPreview> {
  const { workspace } = await authorize(ctx, workspaceId, "security.manage");
  const before = sharePolicyOf(workspace);
  const after = { ...before, ...change } as SharePolicy;
  const [closed, stays] = [isClosed(ctx, after), sql`NOT ${isClosed(ctx, after)}`];
  const isOpen = and(
    eq(shares.workspaceId, workspaceId),
    isNotNull(shares.publishedAt),
    isNull(shares.endedAt),
    standing(sql`${shares.nodeId}`),
    sql`NOT ${isClosed(ctx, before)}`,
  );
  const endsDownloads = before.downloadAllowed && !after.downloadAllowed ? sql`1` : sql`0`;
  const { read } = ctx.db;
  const [rows, [links], [guests]] = await read.batch([
    read
      .select({ share: shares, nodeTitle: nodes.title, maker: users.name })
      .from(shares)
      .innerJoin(nodes, eq(nodes.id, shares.nodeId))
      .leftJoin(memberships, eq(memberships.id, shares.createdBy))
      .leftJoin(users, eq(users.id, memberships.userId))
      .where(and(isOpen, closed))
      .orderBy(desc(shares.id))
      .limit(SHOWN_MAX),
    read
      .select({
        count: sql<number>`count(*) FILTER (WHERE ${closed})`,
        downloads: sql<number>`count(*) FILTER (WHERE ${stays} AND ${shares.allowDownload} AND ${endsDownloads})`,
      })
      .from(shares)
      .where(isOpen),
    read
      .select({
        addresses: shutOut("address", before, after),
        domains: shutOut("domain", before, after),
      })
      .from(shares)
      .innerJoin(sql`json_each(${shares.guests}) AS named`, sql`1`)
      .where(and(isOpen, stays, eq(shares.visibility, "restricted"))),
  ]);
  return {
    closes: rows.map(({ share, nodeTitle, maker }) => ({ ...presentListedShare(ctx, share, maker), nodeTitle })),
    count: links?.count ?? 0,
    guests: { addresses: guests?.addresses ?? 0, domains: guests?.domains ?? 0 },
    downloads: links?.downloads ?? 0,
  };
}

/** How many guests named so the one policy lets in and the other does not, each once. */
function shutOut(by: Exclude<GuestBy, null>, before: SharePolicy, after: SharePolicy): SQL<number> {
  if (!admitsGuest(by, before.guestsAllowed) || admitsGuest(by, after.guestsAllowed)) return sql<number>`0`;
  const isAddress = sql`instr(named.value ->> 'guest', '@') > 0`;
  const isSo = by === "address" ? isAddress : sql`NOT ${isAddress}`;
  return sql<number>`count(DISTINCT named.value ->> 'guest') FILTER (WHERE ${isSo})`;
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
