import { and, desc, eq, gt, lt, ne, or, type SQL, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { MemberCounts, MemberPage, memberQuery } from "../../shared/api/members.ts";
import { foldText } from "../../shared/fold-text.ts";
import { type MembershipStatus, STATUSES } from "../../shared/policy/membership.ts";
import { can } from "../../shared/policy/roles.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { users } from "../db/schema/users.ts";
import { type Actor, authorize } from "../workspaces/authorize.ts";
import { presentMember } from "./present.ts";

type Filter = InferOutput<typeof memberQuery>;

/**
 * A page of members, newest first, and the counts of the whole workspace. Ended ones come only when
 * asked for by status; who is invited or asks to join is for `members.manage` alone.
 */
export async function listMembers(ctx: RequestContext, workspaceId: string, filter: Filter): Promise<MemberPage> {
  const actor = await authorize(ctx, workspaceId, "content.view");
  const { read } = ctx.db;
  const [rows, counted] = await read.batch([
    read
      .select({ membership: memberships, name: users.name })
      .from(memberships)
      .leftJoin(users, eq(users.id, memberships.userId))
      .where(and(...conditions(ctx, actor, filter)))
      .orderBy(desc(memberships.id))
      .limit(filter.limit + 1),
    read
      .select({ status: memberships.status, count: sql<number>`count(*)` })
      .from(memberships)
      .where(and(eq(memberships.workspaceId, workspaceId), visibleTo(actor), notOverdue(ctx)))
      .groupBy(memberships.status),
  ]);
  const shown = rows.slice(0, filter.limit);
  return {
    items: shown.map(({ membership, name }) => presentMember(membership, name, ctx.locale)),
    nextCursor: rows.length > filter.limit ? (shown.at(-1)?.membership.id ?? null) : null,
    counts: toCounts(counted),
  };
}

function conditions(ctx: RequestContext, actor: Actor, filter: Filter): (SQL | undefined)[] {
  return [
    eq(memberships.workspaceId, actor.workspace.id),
    visibleTo(actor),
    notOverdue(ctx),
    filter.status ? eq(memberships.status, filter.status) : ne(memberships.status, "ended"),
    filter.role && eq(memberships.role, filter.role),
    filter.q ? matches(filter.q) : undefined,
    filter.cursor && lt(memberships.id, filter.cursor),
  ].filter((condition) => condition !== "" && condition !== undefined);
}

function matches(text: string): SQL | undefined {
  return or(
    sql`instr(${memberships.emailKey}, ${text.toLowerCase()}) > 0`,
    sql`instr(${users.nameFolded}, ${foldText(text)}) > 0`,
  );
}

function visibleTo(actor: Actor): SQL | undefined {
  if (can(actor.membership.role, "members.manage")) return undefined;
  return sql`${memberships.status} IN ('active', 'suspended')`;
}

/** An invitation whose time is over is gone for every reader, also before the sweep ends it. */
function notOverdue(ctx: RequestContext): SQL | undefined {
  return or(ne(memberships.status, "invited"), gt(memberships.expiresAt, ctx.now));
}

function toCounts(rows: { status: MembershipStatus; count: number }[]): MemberCounts {
  const zero = Object.fromEntries(STATUSES.map((status) => [status, 0])) as MemberCounts;
  for (const { status, count } of rows) zero[status] = count;
  return zero;
}
