import { sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { ToldComment } from "../../shared/api/notifications.ts";
import { levelNumber, numberOf } from "../content/level-sql.ts";
import type { RequestContext } from "../context.ts";
import { comments } from "../db/schema/comments.ts";
import { memberships } from "../db/schema/memberships.ts";
import { nodes } from "../db/schema/nodes.ts";
import { notifications } from "../db/schema/notifications.ts";
import { shares } from "../db/schema/shares.ts";
import { users } from "../db/schema/users.ts";

/** Whoever said it, and what it is about, beside those of a request for access. */
export const speaker = alias(users, "speaker");
export const commented = alias(nodes, "commented");

/** The reader's level at what it is about, as an active member; without a membership there is none. */
const levelThere = sql<number>`coalesce((SELECT ${levelNumber(sql`comments.node_id`, { membershipId: sql`mine.id`, role: sql`mine.role` })}
  FROM ${memberships} AS mine WHERE mine.user_id = ${notifications.userId} AND mine.workspace_id = comments.workspace_id
    AND mine.status = 'active'), 0)`;

const sharePage = sql<string | null>`(SELECT page.slug FROM ${shares} AS page WHERE page.node_id = comments.node_id
  AND page.is_share_page = 1 AND page.published_at IS NOT NULL AND page.ended_at IS NULL AND page.allow_comments = 1)`;

/** What is read of the comment a notification is about, for its reader. */
export const toldComment = {
  comment: comments,
  speakerName: speaker.name,
  commentedTitle: commented.title,
  commentedKind: commented.kind,
  levelThere,
  sharePage,
};

type Told = {
  comment: typeof comments.$inferSelect | null;
  speakerName: string | null;
  commentedTitle: string | null;
  commentedKind: ToldComment["nodeKind"] | null;
  levelThere: number;
  sharePage: string | null;
};

/** The comment as it stands now, while its reader may view what it is about. */
export function presentToldComment({ settings }: RequestContext, told: Told): ToldComment | null {
  const { comment, commentedTitle, commentedKind } = told;
  if (!comment || comment.deletedAt !== null || commentedTitle === null || commentedKind === null) return null;
  if (told.levelThere < numberOf("view")) return null;
  return {
    id: comment.id,
    nodeId: comment.nodeId,
    nodeKind: commentedKind,
    title: commentedTitle,
    author: told.speakerName || comment.authorName || "",
    body: comment.body,
    atSeconds: comment.atSeconds,
    url: told.sharePage === null ? null : `${settings.publicUrl}/s/${told.sharePage}?comments#${comment.id}`,
  };
}
