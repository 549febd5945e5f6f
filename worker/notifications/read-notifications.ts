import { and, asc, desc, eq, gt, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type {
  Notification,
  NotificationPage,
  NotificationType,
  notificationQuery,
  notificationsRead,
} from "../../shared/api/notifications.ts";
import { countsHere, shutTo } from "../accounts/counts-here.ts";
import { claimedSession, requireUser, sessionLives } from "../accounts/require-user.ts";
import type { RequestContext } from "../context.ts";
import { accessRequests } from "../db/schema/access-requests.ts";
import { comments } from "../db/schema/comments.ts";
import { memberships } from "../db/schema/memberships.ts";
import { nodes } from "../db/schema/nodes.ts";
import { notifications } from "../db/schema/notifications.ts";
import { reviews } from "../db/schema/reviews.ts";
import { sessions } from "../db/schema/sessions.ts";
import { shares } from "../db/schema/shares.ts";
import { users } from "../db/schema/users.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { Problem } from "../http/problem.ts";
import { presentMember } from "../members/present.ts";
import { passOn } from "./feed.ts";
import { asker, presentToldAccess, toldAccess } from "./told-access.ts";
import { commented, presentToldComment, speaker, toldComment } from "./told-comment.ts";
import { isReviewed, presentToldReview, reviewed, toldReview } from "./told-review.ts";

/** My notifications, the newest first, and how many I have not read. */
export async function listNotifications(
  ctx: RequestContext,
  page: InferOutput<typeof notificationQuery>,
): Promise<NotificationPage> {
  const before = page.cursor === undefined ? undefined : lt(notifications.sequence, Number(page.cursor));
  const [signedIn, rows, [count]] = await ctx.db.read.batch([
    ctx.db.read
      .select({ userId: sessions.userId })
      .from(sessions)
      .where(sessionLives(ctx, claimedSession(ctx))),
    select(ctx, before)
      .orderBy(desc(notifications.sequence))
      .limit(page.limit + 1),
    selectUnread(ctx),
  ]);
  if (signedIn.length === 0) throw new Problem("unauthenticated");
  const shown = rows.slice(0, page.limit);
  return {
    items: shown.map((row) => present(ctx, row)),
    nextCursor: rows.length > page.limit ? String(shown.at(-1)?.sequence) : null,
    unread: count?.unread ?? 0,
  };
}

/** Marks notifications as read, all of them where none is named; answers how many are left. */
export async function markRead(
  ctx: RequestContext,
  { ids }: InferOutput<typeof notificationsRead>,
): Promise<{ unread: number }> {
  const { user } = await requireUser(ctx);
  const { write } = ctx.db;
  const [changed, left] = await write.batch([
    write
      .update(notifications)
      .set({ readAt: ctx.now })
      .where(
        and(
          eq(notifications.userId, user.id),
          isNull(notifications.readAt),
          isOpen(ctx, "notifications"),
          ids && inArray(notifications.id, ids),
        ),
      )
      .returning({ id: notifications.id }),
    write
      .select({ unread: sql<number>`count(*)` })
      .from(notifications)
      .where(and(eq(notifications.userId, user.id), isNull(notifications.readAt), isOpen(ctx, "notifications"))),
  ]);
  if (changed.length > 0) ctx.waitUntil(passOn(ctx, [user.id], { kind: "unread" }));
  return { unread: left[0]?.unread ?? 0 };
}

/** How many of what was missed are read at a time. */
export const MISSED_MAX = 200;

/** What came after a sequence number, the oldest first; nothing once the session is over. */
export async function readSince(ctx: RequestContext, sequence: number) {
  const rows = await select(ctx, gt(notifications.sequence, sequence))
    .orderBy(asc(notifications.sequence))
    .limit(MISSED_MAX);
  return rows.map((row) => ({ sequence: row.sequence, notification: present(ctx, row) }));
}

/** Where a stream begins: my newest sequence number and unread count; undefined once the session is over. */
export async function readPosition(ctx: RequestContext): Promise<{ sequence: number; unread: number } | undefined> {
  const [row] = await ctx.db.read
    .select({
      sequence: sql<number>`coalesce((SELECT max(mine.sequence) FROM ${notifications} AS mine WHERE mine.user_id = ${sessions}.user_id), 0)`,
      unread: sql<number>`(SELECT count(*) FROM ${notifications} AS mine WHERE mine.user_id = ${sessions}.user_id AND mine.read_at IS NULL
        AND ${isOpen(ctx, "mine")})`,
    })
    .from(sessions)
    .where(sessionLives(ctx, claimedSession(ctx)));
  return row;
}

/** Whether I am told of a workspace's members now; undefined once the session is over. */
export async function readStanding(ctx: RequestContext, workspaceId: string): Promise<{ isTold: boolean } | undefined> {
  const isTold = sql`EXISTS (SELECT 1 FROM ${memberships} AS mine WHERE mine.user_id = ${sessions}.user_id
    AND mine.workspace_id = ${workspaceId} AND mine.status = 'active' AND ${countsHere("mine")})`.mapWith(Boolean);
  const [row] = await ctx.db.read
    .select({ isTold })
    .from(sessions)
    .where(sessionLives(ctx, claimedSession(ctx)));
  return row;
}

/** Nothing is told, or done, of a workspace where whoever asks must sign in anew. */
function isOpen(ctx: RequestContext, row: "notifications" | "mine"): SQL {
  return sql`coalesce(${sql.raw(row)}.workspace_id, '') NOT IN (${shutTo(claimedSession(ctx))})`;
}

function selectUnread(ctx: RequestContext) {
  return ctx.db.read
    .select({ unread: sql<number>`count(*)` })
    .from(sessions)
    .innerJoin(notifications, and(eq(notifications.userId, sessions.userId), isNull(notifications.readAt)))
    .where(and(sessionLives(ctx, claimedSession(ctx)), isOpen(ctx, "notifications")));
}

/** Of the membership it is about, its reader sees what they may: their own, and others' as a Super Admin there. */
function select(ctx: RequestContext, where: SQL | undefined) {
  const mayManage = sql<number>`EXISTS (SELECT 1 FROM ${memberships} AS mine WHERE mine.user_id = ${notifications.userId}
    AND mine.workspace_id = ${notifications.workspaceId} AND mine.status = 'active' AND mine.role = 'super_admin'
    AND ${countsHere("mine")})`;
  return ctx.db.read
    .select({
      sequence: notifications.sequence,
      row: notifications,
      membership: memberships,
      name: users.name,
      workspace: { id: workspaces.id, name: workspaces.name },
      mayManage,
      ...toldAccess,
      ...toldComment,
      ...toldReview,
    })
    .from(sessions)
    .innerJoin(notifications, eq(notifications.userId, sessions.userId))
    .leftJoin(memberships, eq(memberships.id, notifications.membershipId))
    .leftJoin(users, eq(users.id, memberships.userId))
    .leftJoin(workspaces, eq(workspaces.id, notifications.workspaceId))
    .leftJoin(accessRequests, eq(accessRequests.id, notifications.accessRequestId))
    .leftJoin(asker, eq(asker.id, accessRequests.userId))
    .leftJoin(nodes, eq(nodes.id, accessRequests.nodeId))
    .leftJoin(shares, eq(shares.id, accessRequests.shareId))
    .leftJoin(comments, eq(comments.id, notifications.commentId))
    .leftJoin(speaker, eq(speaker.id, comments.authorUserId))
    .leftJoin(commented, eq(commented.id, comments.nodeId))
    .leftJoin(reviewed, isReviewed)
    .leftJoin(reviews, eq(reviews.id, notifications.reviewId))
    .where(and(sessionLives(ctx, claimedSession(ctx)), isOpen(ctx, "notifications"), where))
    .$dynamic();
}

type Row = Awaited<ReturnType<typeof select>>[number];

function present(ctx: RequestContext, { row, membership, name, workspace, mayManage, ...told }: Row): Notification {
  const seen = membership && (mayManage === 1 || membership.userId === row.userId) ? membership : undefined;
  return {
    id: row.id,
    type: row.type as NotificationType,
    workspaceId: row.workspaceId,
    membershipId: row.membershipId,
    createdAt: new Date(row.createdAt).toISOString(),
    readAt: row.readAt === null ? null : new Date(row.readAt).toISOString(),
    workspace,
    member: seen
      ? { ...presentMember(seen, name, ctx.locale), message: seen.message ?? "", endReason: seen.endReason }
      : null,
    accessRequest: presentToldAccess(ctx, row.userId, told),
    comment: presentToldComment(ctx, told),
    review: presentToldReview(ctx, told),
  };
}
