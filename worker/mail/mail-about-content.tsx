import { eq, type SQL, sql } from "drizzle-orm";
import type { NotificationType } from "../../shared/api/notifications.ts";
import { isLocale, type Locale } from "../../shared/i18n/locale.ts";
import { translator } from "../../shared/i18n/translate.ts";
import type { RequestContext } from "../context.ts";
import { comments } from "../db/schema/comments.ts";
import { memberships } from "../db/schema/memberships.ts";
import { media } from "../db/schema/nodes.ts";
import { notifications } from "../db/schema/notifications.ts";
import { reviewers, reviews } from "../db/schema/reviews.ts";
import { users } from "../db/schema/users.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { isOptionalMail, mailKindOf } from "../notifications/mail-kinds.ts";
import { hasOptedOut } from "../notifications/opted-out.ts";
import { commented, presentToldComment, speaker, toldComment } from "../notifications/told-comment.ts";
import { isReviewed, presentToldReview, reviewed, toldReview } from "../notifications/told-review.ts";
import { unsubscribeUrl } from "../notifications/unsubscribe.ts";
import type { Topics } from "../outbox/topics.ts";
import { mailHouse } from "./mail-house.ts";
import { mailWithinLimit } from "./mail-within-limit.ts";
import { type MailContent, renderMail } from "./render-mail.tsx";
import type { MailRoute } from "./send-mail.ts";
import { unlessTooMany } from "./unless-too-many.ts";

/**
 * Mails that a comment speaks to its reader, that their approval is asked for, or what was decided; unless it is no longer
 * so, they may view it no more, or a newer notification says it anew.
 */
export async function mailAboutContent(
  ctx: RequestContext,
  route: MailRoute,
  messageKey: string,
  { notificationId }: Topics["content.mail"],
): Promise<void> {
  const found = await find(ctx, notificationId);
  if (!found || found.optedOut === 1 || found.isOver) return;
  const locale = isLocale(found.reader.locale) ? found.reader.locale : "en";
  const said = found.type === "comment.mentioned" ? aboutComment(ctx, locale, found) : aboutReview(ctx, locale, found);
  const kind = mailKindOf(found.type as NotificationType);
  if (!said || kind === undefined || !isOptionalMail(kind)) return;
  const unsubscribe = await unsubscribeUrl(ctx.settings, found.reader.id, kind);
  const content = {
    ...said,
    house: mailHouse(ctx, found.workspace),
    footer: translator(locale)("mail.footer_member"),
    unsubscribe,
  };
  const mail = {
    to: found.reader.email,
    subject: said.title,
    key: messageKey,
    unsubscribe,
    ...renderMail(locale, content),
  };
  const { emailKey } = found.reader;
  await unlessTooMany(mailWithinLimit(ctx, { emailKey, kind: found.type }, () => route.send(mail)));
}

type Found = NonNullable<Awaited<ReturnType<typeof find>>>;

function aboutComment(ctx: RequestContext, locale: Locale, found: Found): MailContent | undefined {
  const comment = presentToldComment(ctx, found);
  if (!comment) return undefined;
  const t = translator(locale);
  const said = { who: comment.author || t("comments.someone"), title: comment.title };
  return {
    title: t("mail.mentioned.subject", said),
    intro: t("mail.mentioned.intro", said),
    quote: comment.body,
    button: { label: t("mail.mentioned.button"), url: comment.url ?? `${ctx.settings.publicUrl}/` },
    note: t("mail.mentioned.note", { email: found.reader.email }),
  };
}

function aboutReview(ctx: RequestContext, locale: Locale, found: Found): MailContent | undefined {
  const review = presentToldReview(ctx, found);
  if (!review) return undefined;
  const t = translator(locale);
  const said = { who: review.reviewer || t("comments.someone"), title: review.title, email: found.reader.email };
  const url = review.url ?? `${ctx.settings.publicUrl}/`;
  if (review.decision === null) {
    return {
      title: t("mail.review_requested.subject", said),
      intro: t("mail.review_requested.intro", said),
      button: { label: t("mail.review_requested.button"), url },
      note: t("mail.review_requested.note", said),
    };
  }
  return {
    title: t(`mail.review_${review.decision}.subject`, said),
    intro: t(`mail.review_${review.decision}.intro`, said),
    ...(review.note === "" ? {} : { quote: review.note }),
    button: { label: t("mail.review_decided.button"), url },
    note: t("mail.review_decided.note"),
  };
}

/** Decided anew since, which is told by itself; or asked of somebody who is required no more, or has decided already. */
const isOver: SQL<boolean> = sql`CASE notifications.type
  WHEN 'review.decided' THEN reviews.id IS NULL OR reviews.decided_at > notifications.created_at
    OR EXISTS (SELECT 1 FROM ${notifications} AS later WHERE later.user_id = notifications.user_id
      AND later.review_id = notifications.review_id AND later.sequence > notifications.sequence)
  WHEN 'review.requested' THEN NOT EXISTS (SELECT 1 FROM ${reviewers} AS asked, ${memberships} AS mine
    WHERE asked.node_id = notifications.node_id AND mine.id = asked.membership_id
      AND mine.user_id = notifications.user_id
      AND NOT EXISTS (SELECT 1 FROM ${reviews} AS theirs WHERE theirs.node_id = asked.node_id
        AND theirs.membership_id = asked.membership_id
        AND theirs.version = (SELECT max(shown.version) FROM ${media} AS shown WHERE shown.node_id = asked.node_id)))
  ELSE 0 END`.mapWith(Boolean);

async function find(ctx: RequestContext, notificationId: string) {
  const [row] = await ctx.db.read
    .select({
      type: notifications.type,
      reader: users,
      workspace: workspaces,
      optedOut: hasOptedOut,
      isOver,
      ...toldComment,
      ...toldReview,
    })
    .from(notifications)
    .innerJoin(users, eq(users.id, notifications.userId))
    .innerJoin(workspaces, eq(workspaces.id, notifications.workspaceId))
    .leftJoin(comments, eq(comments.id, notifications.commentId))
    .leftJoin(speaker, eq(speaker.id, comments.authorUserId))
    .leftJoin(commented, eq(commented.id, comments.nodeId))
    .leftJoin(reviewed, isReviewed)
    .leftJoin(reviews, eq(reviews.id, notifications.reviewId))
    .where(eq(notifications.id, notificationId));
  return row;
}
