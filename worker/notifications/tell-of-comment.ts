import { type SQL, sql } from "drizzle-orm";
import type { NotificationType } from "../../shared/api/notifications.ts";
import { levelNumber, numberOf } from "../content/level-sql.ts";
import type { RequestContext } from "../context.ts";
import { comments } from "../db/schema/comments.ts";
import { memberships } from "../db/schema/memberships.ts";
import { nodes } from "../db/schema/nodes.ts";
import type { CommentEvent, OutboxRow } from "../outbox/topics.ts";
import { writeNotifications } from "./write-notifications.ts";

/** Members who may view what the comment is about; nobody is told of what they may not see. */
const seesIt = (member: "one" | "starter" | "owner") => {
  const row = sql.raw(member);
  const level = levelNumber(sql`subject.node_id`, { membershipId: sql`${row}.id`, role: sql`${row}.role` });
  return sql`${row}.status = 'active' AND ${row}.workspace_id = subject.workspace_id AND ${level} >= ${numberOf("view")}`;
};

const MENTIONED = sql`SELECT one.user_id FROM json_each(subject.mentions) AS named
  JOIN ${memberships} AS one ON one.id = named.value WHERE ${seesIt("one")}`;
const WHO_BEGAN = sql`SELECT starter.user_id FROM ${comments} AS thread
  JOIN ${memberships} AS starter ON starter.user_id = thread.author_user_id
  WHERE thread.id = subject.parent_id AND ${seesIt("starter")}`;
const THE_OWNER = sql`SELECT owner.user_id FROM ${nodes} AS about
  JOIN ${memberships} AS owner ON owner.id = about.owner_membership_id WHERE about.id = subject.node_id AND ${seesIt("owner")}`;

/** Each is told once, by the first of these that fits. */
const TELLINGS: [NotificationType, SQL][] = [
  ["comment.mentioned", MENTIONED],
  ["comment.replied", WHO_BEGAN],
  ["comment.received", THE_OWNER],
];

/** Tells whom a comment speaks to, whoever began its thread, and whose node it is about; of reactions, which are many, nobody. */
export async function tellOfComment(ctx: RequestContext, row: OutboxRow): Promise<void> {
  const { commentId, actorUserId } = row.payload as unknown as CommentEvent;
  for (const [type, to] of TELLINGS) {
    await writeNotifications(ctx, row, {
      type,
      about: sql`(SELECT * FROM ${comments} WHERE id = ${commentId} AND deleted_at IS NULL
        AND reaction IS NULL) AS subject`,
      to,
      workspaceId: sql`subject.workspace_id`,
      membershipId: sql`NULL`,
      accessRequestId: sql`NULL`,
      commentId: sql`subject.id`,
      mailTopic: "content.mail",
      actorUserId,
    });
  }
}
