import { sql } from "drizzle-orm";
import type { NotificationType } from "../../shared/api/notifications.ts";
import { NOTIFICATION_TYPES } from "../../shared/api/notifications.ts";
import { mailOptOuts, notifications } from "../db/schema/notifications.ts";
import { mailKindOf } from "./mail-kinds.ts";

const KINDS = NOTIFICATION_TYPES.flatMap((type: NotificationType) => {
  const kind = mailKindOf(type);
  return kind === undefined ? [] : [{ type, kind }];
});

/** Whether a notification's reader has turned its kind of mail off, maybe since it was written; in SQL over its row. */
export const hasOptedOut = sql<number>`EXISTS (SELECT 1 FROM ${mailOptOuts} AS out
  JOIN json_each(${JSON.stringify(KINDS)}) AS known ON known.value ->> 'kind' = out.kind
  WHERE out.user_id = ${notifications.userId} AND known.value ->> 'type' = ${notifications.type})`;
