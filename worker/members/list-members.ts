import { and, desc, eq, lt, type SQL, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { MemberCounts, MemberPage, memberQuery } from "../../shared/api/members.ts";
import { can } from "../../shared/policy/roles.ts";
import { claimedSession } from "../accounts/require-user.ts";
import type { RequestContext } from "../context.ts";
import { prepared } from "../db/prepared.ts";
import { memberWords } from "../db/schema/member-words.ts";
import { memberships } from "../db/schema/memberships.ts";
import { users } from "../db/schema/users.ts";
import { Problem } from "../http/problem.ts";
import { type Actor, type Asking, authorizeWith, maySql } from "../workspaces/authorize.ts";
import { presentMember } from "./present.ts";
import { cursorOf, matching, readCursor, searchWords, WORD_NAMES, wordValues } from "./search-members.ts";

type Filter = InferOutput<typeof memberQuery>;

/**
 * A page of members in one round trip: the newest first, or, with `q`, those whose name or address has words
 * beginning so, in the order of the word. Ended ones come only when asked for by status; who is invited or asks to
 * join is for `members.manage` alone. The counts are those of the whole workspace.
 */
export async function listMembers(ctx: RequestContext, workspaceId: string, filter: Filter): Promise<MemberPage> {
  const asking = { sessionId: claimedSession(ctx), now: ctx.now, workspaceId };
  const { actor, results } = await authorizeWith(
    ctx,
    workspaceId,
    "content.view",
    () => [pageOf(asking, filter), overdueOf(asking)] as const,
  );
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

function pageOf(asking: { sessionId: string; now: number; workspaceId: string }, filter: Filter) {
  const { q = "", status, role, cursor, limit } = filter;
  const words = searchWords(q);
  const values = { ...asking, rows: limit + 1 };
  if (words.length === 0) {
    // What has no word to look for finds nobody, not everybody.
    const shape = { status, role, goesOn: cursor !== undefined, findsNobody: q !== "" };
    return newestFirst({ ...values, cursor: cursor ?? "" }, shape);
  }
  const after = cursor === undefined ? undefined : readCursor(cursor);
  if (cursor !== undefined && !after) throw unknownCursor();
  const shape = { status, role, goesOn: after !== undefined, words: words.length };
  return byWord({ ...values, ...wordValues(words, after) }, shape);
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

const ASKING = ["sessionId", "now", "workspaceId"] as const;

/** Which filters are set. */
type Shape = Pick<Filter, "status" | "role"> & { /** After those that were seen. */ goesOn: boolean };

const newestFirst = prepared(
  [...ASKING, "rows", "cursor"],
  (db, slots, { findsNobody, goesOn, ...shape }: Shape & { findsNobody: boolean }) =>
    db
      .select({ ...SHOWN, word: sql<string | null>`NULL` })
      .from(memberships)
      .leftJoin(users, eq(users.id, memberships.userId))
      .where(
        and(
          findsNobody ? sql`0` : undefined,
          ...conditions(slots, shape),
          goesOn ? lt(memberships.id, slots.cursor) : undefined,
        ),
      )
      .orderBy(desc(memberships.id))
      .limit(slots.rows),
);

const byWord = prepared(
  [...ASKING, "rows", ...WORD_NAMES],
  (db, slots, { words, goesOn, ...shape }: Shape & { words: number }) =>
    db
      .select({ ...SHOWN, word: sql<string | null>`hit.word` })
      .from(sql`${memberWords} AS hit`)
      // Crossed, so that the words lead and the memberships follow.
      .crossJoin(memberships)
      .leftJoin(users, eq(users.id, memberships.userId))
      .where(
        and(
          sql`${memberships.id} = hit.membership_id`,
          matching(slots.workspaceId, slots, { words, goesOn }),
          ...conditions(slots, shape),
        ),
      )
      .orderBy(sql`hit.word, hit.membership_id`)
      .limit(slots.rows),
);

function conditions(asking: Asking, { status, role }: Pick<Filter, "status" | "role">): (SQL | undefined)[] {
  return [
    maySql(asking, "content.view"),
    eq(memberships.workspaceId, asking.workspaceId),
    sql`(${memberships.status} IN ('active', 'suspended') OR ${maySql(asking, "members.manage")})`,
    // An invitation whose time is over is gone for every reader, also before the sweep ends it.
    sql`(${memberships.status} <> 'invited' OR ${memberships.expiresAt} > ${asking.now})`,
    status ? eq(memberships.status, status) : undefined,
    // Written out, since the index it needs is one of live memberships alone.
    status === "ended" ? undefined : sql`${memberships.status} <> 'ended'`,
    role ? eq(memberships.role, role) : undefined,
  ];
}

const overdueOf = prepared(ASKING, (db, asking) =>
  db
    .select({ count: sql<number>`count(*)` })
    .from(memberships)
    .where(
      sql`${maySql(asking, "content.view")} AND ${memberships.workspaceId} = ${asking.workspaceId}
        AND ${memberships.status} = 'invited' AND ${memberships.expiresAt} <= ${asking.now}`,
    ),
);

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
