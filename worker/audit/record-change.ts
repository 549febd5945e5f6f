import { type SQL, sql } from "drizzle-orm";
import type { AuditAction } from "../../shared/audit-actions.ts";
import type { RequestContext } from "../context.ts";
import { accessRequests } from "../db/schema/access-requests.ts";
import { apiKeys } from "../db/schema/api-keys.ts";
import { auditEntries } from "../db/schema/audit-entries.ts";
import { comments } from "../db/schema/comments.ts";
import { domains } from "../db/schema/domains.ts";
import { inviteLinks } from "../db/schema/invite-links.ts";
import { memberships } from "../db/schema/memberships.ts";
import { nodes } from "../db/schema/nodes.ts";
import { outbox } from "../db/schema/outbox.ts";
import { reviews } from "../db/schema/reviews.ts";
import { shares } from "../db/schema/shares.ts";
import { webhooks } from "../db/schema/webhooks.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import type { Topic } from "../outbox/topics.ts";

/** The tables whose rows carry the id of the change that wrote them last. */
const CHANGED = {
  memberships,
  workspaces,
  nodes,
  shares,
  comments,
  reviews,
  access_requests: accessRequests,
  invite_links: inviteLinks,
  api_keys: apiKeys,
  domains,
  webhooks,
} as const;

type Changed = { table: keyof typeof CHANGED; changeId: string };

/** What was done; where one change does two things, the one to the rows that are active by it, the other to the rest. */
export type AuditedAs = AuditAction | { active: AuditAction; otherwise: AuditAction };

/** The action in SQL over the changed row as `changed`. */
export function actionSql(action: AuditedAs): SQL {
  if (typeof action === "string") return sql`${action}`;
  return sql`iif(changed.status = 'active', ${action.active}, ${action.otherwise})`;
}

export type AuditFact = Changed & {
  /** Null where the service itself acted. */
  actorUserId: string | null;
  action: AuditedAs;
  /** A JSON object of details, in SQL over the changed row as `changed`; never a secret. */
  data?: SQL;
};

/**
 * One audit entry for each row that this change really wrote: nothing changed, nothing recorded.
 * Goes into the batch of the change, after it.
 */
export function auditChange(ctx: RequestContext, fact: AuditFact) {
  const workspaceId = fact.table === "workspaces" ? sql`changed.id` : sql`changed.workspace_id`;
  return ctx.db.write.run(sql`INSERT INTO ${auditEntries}
    (id, workspace_id, at, actor_user_id, action, target, data, change_id)
    SELECT 'aud_' || lower(hex(randomblob(13))), ${workspaceId}, ${ctx.now}, ${fact.actorUserId}, ${actionSql(fact.action)},
      changed.id, ${fact.data ?? sql`'{}'`}, ${fact.changeId}
    FROM ${CHANGED[fact.table]} AS changed WHERE changed.change_id = ${fact.changeId}`);
}

export type TellFact = Changed & {
  topic: Topic | SQL;
  /** The event's payload, in SQL over the changed row as `changed`. */
  payload: SQL;
  /** Which of the changed rows are told of; all, unless said. */
  when?: SQL;
};

/** One outbox row for each row that this change really wrote. Goes into the batch of the change, after it. */
export function tellChange(ctx: RequestContext, fact: TellFact) {
  return ctx.db.write.run(sql`INSERT INTO ${outbox} (workspace_id, topic, payload, created_at, next_at)
    SELECT changed.workspace_id, ${fact.topic}, ${fact.payload}, ${ctx.now}, ${ctx.now}
    FROM ${CHANGED[fact.table]} AS changed WHERE changed.change_id = ${fact.changeId} AND ${fact.when ?? sql`1`}
    ORDER BY changed.id`);
}

/** Details known before the write. */
export function jsonData(data: Record<string, unknown>): SQL {
  return sql`${JSON.stringify(data)}`;
}
