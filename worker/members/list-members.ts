import { and, desc, eq, lt, type SQL, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { MemberCounts, MemberPage, memberQuery } from "../../shared/api/members.ts";
import { can } from "../../shared/policy/roles.ts";
import type { RequestContext } from "../context.ts";
import { memberWords } from "../db/schema/member-words.ts";
import { memberships } from "../db/schema/memberships.ts";
import { users } from "../db/schema/users.ts";
import { Problem } from "../http/problem.ts";
import { type Actor, authorizeWith, maySql } from "../workspaces/authorize.ts";
import { presentMember } from "./present.ts";
import { cursorOf, matching, readCursor, searchWords } from "./search-members.ts";

type Filter = InferOutput<typeof memberQuery>;

/**
 * A page of members in one round trip: the newest first, or, with `q`, those whose name or address has words
 * beginning so, in the order of the word. Ended ones come only when asked for by status; who is invited or asks to
 * join is for `members.manage` alone. The counts are those of the whole workspace.
 */
export async function listMembers(ctx: RequestContext, workspaceId: string, filter: Filter): Promise<MemberPage> {
  const words = searchWords(filter.q ?? "");
  const { actor, results } = await authorizeWith(ctx, workspaceId, "content.view", (may) => {
    // What has no word to look for finds nobody, not everybody.
    const findsNobody = filter.q !== undefined && filter.q !== "" && words.length === 0 ? sql`0` : undefined;
    const where = and(may, findsNobody, ...conditions(ctx, workspaceId, filter));
    return [
      words.length === 0 ? newestFirst(ctx, where, filter) : byWord(ctx, where, filter, workspaceId, words),
      countOverdue(ctx, workspaceId, may),
    ] as const;
  });
  const [rows, [overdue]] = results;
  const shown = rows.slice(0, filter.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => presentMember(row, row.name, ctx.locale)),
    nextCursor:
      rows.length > filter.limit && last ? (last.word === null ? last.id : cursorOf(last.word, last.id)) : null,
    counts: countsOf(actor, overdue?.count ?? 0),
  };
}

/** What a row of the list shows, and no more: fifty whole rows are ten times as much. */
const SHOWN = {
  id: memberships.id,
  email: memberships.email,
  role: memberships.role,
  status: memberships.status,
  invitedAt: memberships.invitedAt,
  expiresAt: memberships.expiresAt,
  activatedAt: memberships.activatedAt,
  name: users.name,
};

function newestFirst(ctx: RequestContext, where: SQL | undefined, filter: Filter) {
  return ctx.db.read
    .select({ ...SHOWN, word: sql<string | null>`NULL` })
    .from(memberships)
    .leftJoin(users, eq(users.id, memberships.userId))
    .where(and(where, filter.cursor ? lt(memberships.id, filter.cursor) : undefined))
    .orderBy(desc(memberships.id))
    .limit(filter.limit + 1);
}

function byWord(ctx: RequestContext, where: SQL | undefined, filter: Filter, workspaceId: string, words: string[]) {
  const after = filter.cursor === undefined ? undefined : readCursor(filter.cursor);
  if (filter.cursor !== undefined && !after) throw unknownCursor();
  return (
    ctx.db.read
      .select({ ...SHOWN, word: sql<string | null>`hit.word` })
      .from(sql`${memberWords} AS hit`)
      // Crossed, so that the words lead and the memberships follow.
      .crossJoin(memberships)
      .leftJoin(users, eq(users.id, memberships.userId))
      .where(and(sql`${memberships.id} = hit.membership_id`, matching(workspaceId, words, after), where))
      .orderBy(sql`hit.word, hit.membership_id`)
      .limit(filter.limit + 1)
  );
}

function conditions(ctx: RequestContext, workspaceId: string, filter: Filter): (SQL | undefined)[] {
  const mayManage = maySql(ctx, workspaceId, "members.manage");
  return [
    eq(memberships.workspaceId, workspaceId),
    sql`(${memberships.status} IN ('active', 'suspended') OR ${mayManage})`,
    // An invitation whose time is over is gone for every reader, also before the sweep ends it.
    sql`(${memberships.status} <> 'invited' OR ${memberships.expiresAt} > ${ctx.now})`,
    filter.status ? eq(memberships.status, filter.status) : undefined,
    // Written out, since the index it needs is one of live memberships alone.
    filter.status === "ended" ? undefined : sql`${memberships.status} <> 'ended'`,
    filter.role ? eq(memberships.role, filter.role) : undefined,
  ];
}

function countOverdue(ctx: RequestContext, workspaceId: string, may: SQL) {
  return ctx.db.read
    .select({ count: sql<number>`count(*)` })
    .from(memberships)
    .where(
      sql`${may} AND ${memberships.workspaceId} = ${workspaceId} AND ${memberships.status} = 'invited' AND ${memberships.expiresAt} <= ${ctx.now}`,
    );
}

/** Kept by the database with every change; see the triggers. */
function countsOf({ membership, workspace }: Actor, overdue: number): MemberCounts {
  const { occupied, held, requested, suspended, ended } = workspace;
  if (!can(membership.role, "members.manage"))
    return { active: occupied, suspended, invited: 0, requested: 0, ended: 0 };
  return { active: occupied, suspended, invited: held - overdue, requested, ended: ended + overdue };
}

function unknownCursor(): Problem {
  return new Problem("invalid_request", {
    errors: [{ pointer: "/query/cursor", code: "cursor", detail: "Is not one of ours." }],
  });
}
