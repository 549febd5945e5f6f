import { and, desc, eq, gt, gte, isNotNull, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { InferOutput } from "valibot";
import type { Page } from "../../shared/api/fields.ts";
import type { TrashedNode, trashQuery } from "../../shared/api/nodes.ts";
import { TRASH_LIFETIME } from "../../shared/limits.ts";
import { can } from "../../shared/policy/roles.ts";
import type { RequestContext } from "../context.ts";
import { auditEntries } from "../db/schema/audit-entries.ts";
import { nodes } from "../db/schema/nodes.ts";
import { users } from "../db/schema/users.ts";
import { Problem } from "../http/problem.ts";
import { authorize, type MembershipRow } from "../workspaces/authorize.ts";
import { levelNumber, levelNumberInTrash, memberOf, numberOf } from "./level-sql.ts";
import { standing } from "./node-path.ts";

/**
 * A page of what the caller may bring back, what went last first: what lies in the trash by itself, below nothing that
 * does, at any depth. The conditions are those of bringing it back.
 */
export async function listTrash(
  ctx: RequestContext,
  workspaceId: string,
  { limit, cursor }: InferOutput<typeof trashQuery>,
): Promise<Page<TrashedNode>> {
  const { membership } = await authorize(ctx, workspaceId, "content.view");
  const after = cursor === undefined ? undefined : wentBefore(cursor);
  // Whoever manages nothing is spared the walk up from all of it.
  if (!can(membership.role, "content.create")) return { items: [], nextCursor: null };
  const rows = await select(ctx, membership, after).limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(present),
    nextCursor: rows.length > limit && last ? `${last.trashedAt}.${last.id}` : null,
  };
}

const parents = alias(nodes, "parent");

function select({ db, now }: RequestContext, membership: MembershipRow, after: SQL | undefined) {
  const member = memberOf(membership);
  const isSeen = sql`${levelNumber(sql`nodes.parent_id`, member)} >= ${numberOf("view")}`;
  return db.read
    .select({
      id: nodes.id,
      kind: nodes.kind,
      title: nodes.title,
      trashedAt: sql<number>`${nodes.trashedAt}`.as("went_at"),
      parent: { id: parents.id, title: parents.title },
      by: { name: users.name, email: users.email },
    })
    .from(nodes)
    .leftJoin(parents, and(eq(parents.id, nodes.parentId), isSeen))
    .leftJoin(users, eq(users.id, WHO))
    .where(
      and(
        eq(nodes.workspaceId, membership.workspaceId),
        isNotNull(nodes.trashedAt),
        gt(nodes.trashedAt, now - TRASH_LIFETIME),
        after,
        standing(sql`nodes.parent_id`),
        gte(levelNumberInTrash(sql`nodes.id`, member), numberOf("manage")),
      ),
    )
    .orderBy(desc(nodes.trashedAt), desc(nodes.id))
    .$dynamic();
}

/** Who put a node into the trash, by the audit entry of that moment. */
const WHO = sql`(SELECT entry.actor_user_id FROM ${auditEntries} AS entry
  WHERE entry.workspace_id = nodes.workspace_id AND entry.action = 'node.trashed' AND entry.at = nodes.trashed_at
    AND entry.target = nodes.id LIMIT 1)`;

function wentBefore(cursor: string): SQL {
  const [, at, id] = /^(\d{1,15})\.(nod_[0-9a-z]+)$/.exec(cursor) ?? [];
  if (at !== undefined && id !== undefined) return sql`(${nodes.trashedAt}, ${nodes.id}) < (${Number(at)}, ${id})`;
  throw new Problem("invalid_request", {
    errors: [{ pointer: "/query/cursor", code: "cursor", detail: "Is not one of ours." }],
  });
}

type Row = Awaited<ReturnType<typeof select>>[number];

function present({ id, kind, title, trashedAt, parent, by }: Row): TrashedNode {
  return {
    ...{ id, kind, title, parent, trashedBy: by },
    trashedAt: new Date(trashedAt).toISOString(),
    keptUntil: new Date(trashedAt + TRASH_LIFETIME).toISOString(),
  };
}
