import { type SQL, sql } from "drizzle-orm";
import { memberships } from "../db/schema/memberships.ts";

/** More than any time: whoever is suspended is barred as long as they are. */
const FOR_NOW = Number.MAX_SAFE_INTEGER;

/** When somebody was removed from a workspace last; while they are suspended, no end of time. Null where neither is so. */
export function barredAt(emailKey: SQL, workspaceId: SQL): SQL<number | null> {
  return sql<number | null>`(SELECT max(CASE gone.status WHEN 'suspended' THEN ${FOR_NOW} ELSE gone.ended_at END)
    FROM ${memberships} AS gone WHERE gone.email_key = ${emailKey} AND gone.workspace_id = ${workspaceId}
      AND (gone.status = 'suspended' OR gone.end_reason = 'removed'))`;
}

export function isSuspended({ barredAt }: { barredAt: number | null }): boolean {
  return barredAt === FOR_NOW;
}
