import { and, desc, eq, gte, type SQL, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { AuditEntry, AuditPage, auditQuery } from "../../shared/api/audit.ts";
import { isId } from "../../shared/ids.ts";
import type { RequestContext } from "../context.ts";
import { auditEntries } from "../db/schema/audit-entries.ts";
import { memberships } from "../db/schema/memberships.ts";
import { nodes } from "../db/schema/nodes.ts";
import { users } from "../db/schema/users.ts";
import { exportPages } from "../http/export-pages.ts";
import { Problem } from "../http/problem.ts";
import { authorizeWith } from "../workspaces/authorize.ts";

type Filter = InferOutput<typeof auditQuery>;

/** Entries at a time of an export. */
const EXPORTED_AT_ONCE = 500;

/** A page of the audit log, the newest first. */
export async function listAudit(ctx: RequestContext, workspaceId: string, filter: Filter): Promise<AuditPage> {
  const { results } = await authorizeWith(ctx, workspaceId, "security.manage", (may) => [
    select(ctx, and(may, ...conditions(workspaceId, filter))).limit(filter.limit + 1),
  ]);
  const [rows] = results;
  const shown = rows.slice(0, filter.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(present),
    nextCursor: rows.length > filter.limit && last ? `${last.entry.at}.${last.entry.id}` : null,
  };
}

/** All that the filter lets through as NDJSON (one JSON document a line). */
export async function exportAudit(
  ctx: RequestContext,
  workspaceId: string,
  filter: Filter,
): Promise<ReadableStream<Uint8Array>> {
  const page = (cursor = filter.cursor) => listAudit(ctx, workspaceId, { ...filter, limit: EXPORTED_AT_ONCE, cursor });
  return exportPages(await page(), page, (entries) => entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
}

function select(ctx: RequestContext, where: SQL | undefined) {
  return ctx.db.read
    .select({
      entry: auditEntries,
      targetName: TARGET_NAME,
      actor: { id: users.id, email: users.email, name: users.name },
    })
    .from(auditEntries)
    .leftJoin(users, eq(users.id, auditEntries.actorUserId))
    .where(where)
    .orderBy(desc(auditEntries.at), desc(auditEntries.id))
    .$dynamic();
}

const NODE = sql`coalesce(${auditEntries.data} ->> 'nodeId', ${auditEntries.target})`;

/** An entry names what it is about by id alone, and people by what it is called. */
const TARGET_NAME = sql<string | null>`coalesce(
  (SELECT about.title FROM ${nodes} AS about
    WHERE about.id = ${NODE} AND about.workspace_id = ${auditEntries.workspaceId}),
  (SELECT about.email FROM ${memberships} AS about
    WHERE about.id = ${auditEntries.target} AND about.workspace_id = ${auditEntries.workspaceId}))`;

function conditions(workspaceId: string, { actor, action, since, cursor }: Filter): (SQL | undefined)[] {
  return [
    eq(auditEntries.workspaceId, workspaceId),
    actor ? byActor(workspaceId, actor) : undefined,
    action ? eq(auditEntries.action, action) : undefined,
    since === undefined ? undefined : gte(auditEntries.at, since),
    cursor === undefined ? undefined : before(cursor),
  ];
}

function byActor(workspaceId: string, actor: string): SQL {
  if (isId("user", actor)) return eq(auditEntries.actorUserId, actor);
  return sql`${auditEntries.actorUserId} = (SELECT who.user_id FROM ${memberships} AS who
    WHERE who.id = ${actor} AND who.workspace_id = ${workspaceId})`;
}

function before(cursor: string): SQL {
  const [, at, id] = /^(\d{1,15})\.(aud_[0-9a-z]+)$/.exec(cursor) ?? [];
  if (at !== undefined && id !== undefined)
    return sql`(${auditEntries.at}, ${auditEntries.id}) < (${Number(at)}, ${id})`;
  throw new Problem("invalid_request", {
    errors: [{ pointer: "/query/cursor", code: "cursor", detail: "Is not one of ours." }],
  });
}

function present({ entry, targetName, actor }: Awaited<ReturnType<typeof select>>[number]): AuditEntry {
  const { id, at, action, target, data } = entry;
  return { id, at: new Date(at).toISOString(), actor, action, target, targetName, data };
}
