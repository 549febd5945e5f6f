import { eq, type SQL, sql } from "drizzle-orm";
import type { NotificationType } from "../../shared/api/notifications.ts";
import type { RequestContext } from "../context.ts";
import { accessRequests } from "../db/schema/access-requests.ts";
import { mailOptOuts, notifications } from "../db/schema/notifications.ts";
import { outbox } from "../db/schema/outbox.ts";
import { users } from "../db/schema/users.ts";
import type { OutboxRow, Topic } from "../outbox/topics.ts";
import { passOn } from "./feed.ts";
import { mailKindOf } from "./mail-kinds.ts";

/** What is told of an event, and to whom; all SQL over the row it is about, named `subject`. */
export type Telling = {
  type: NotificationType;
  /** The table of `subject`, and which of its rows. */
  about: SQL;
  /** Selects the user ids of those who are told. */
  to: SQL;
  workspaceId: SQL;
  membershipId: SQL;
  accessRequestId: SQL;
  /** None, unless said. */
  commentId?: SQL;
  nodeId?: SQL;
  reviewId?: SQL;
  mailTopic: Extract<Topic, "notification.mail" | "access.mail" | "content.mail">;
  /** Knows it already: they did it. */
  actorUserId: string | null;
};

const NONE = sql`NULL`;

/**
 * Writes the notifications of an event and the mails that go with them, in one transaction, and wakes the open
 * streams. Told again after a crash it writes nothing twice: one notification a person and event, one mail each.
 */
export async function writeNotifications(ctx: RequestContext, { id }: OutboxRow, telling: Telling): Promise<void> {
  const { write } = ctx.db;
  const now = Date.now();
  const { type, about, to, workspaceId, membershipId, accessRequestId, mailTopic, actorUserId } = telling;
  const { commentId = NONE, nodeId = NONE, reviewId = NONE } = telling;
  const mailKind = mailKindOf(type);
  // A mail is the workspace's, also where its reader is told of none: its admins see it where it cannot be delivered.
  const [, , told] = await write.batch([
    write.run(sql`INSERT INTO ${notifications}
      (id, user_id, type, workspace_id, membership_id, access_request_id, comment_id, node_id, review_id, outbox_id,
        created_at)
      SELECT 'ntf_0' || substr(lower(hex(randomblob(13))), 2), people.id, ${type}, ${workspaceId}, ${membershipId},
        ${accessRequestId}, ${commentId}, ${nodeId}, ${reviewId}, ${id}, ${now}
      FROM ${about} JOIN ${users} AS people ON people.id IN (${to})
      WHERE people.id IS NOT ${actorUserId}
      ON CONFLICT (user_id, outbox_id) DO NOTHING`),
    write.run(sql`INSERT INTO ${outbox} (workspace_id, topic, payload, dedupe_key, created_at, next_at)
      SELECT coalesce(told.workspace_id, asked.workspace_id), ${mailTopic}, json_object('notificationId', told.id), 'mail:' || told.id, ${now}, ${now}
      FROM ${notifications} AS told LEFT JOIN ${accessRequests} AS asked ON asked.id = told.access_request_id
      WHERE told.outbox_id = ${id} AND ${mailKind !== undefined}
        AND NOT EXISTS (SELECT 1 FROM ${mailOptOuts} AS out WHERE out.user_id = told.user_id AND out.kind = ${mailKind ?? ""})
      ON CONFLICT (dedupe_key) DO NOTHING`),
    write.select({ userId: notifications.userId }).from(notifications).where(eq(notifications.outboxId, id)),
  ]);
  await passOn(
    ctx,
    told.map(({ userId }) => userId),
    { kind: "notification" },
  );
}
