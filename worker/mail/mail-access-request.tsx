import { eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { NotificationType } from "../../shared/api/notifications.ts";
import { isLocale, type Locale } from "../../shared/i18n/locale.ts";
import { formatDate, translator } from "../../shared/i18n/translate.ts";
import { levelNumber, numberOf } from "../content/level-sql.ts";
import type { RequestContext } from "../context.ts";
import { accessRequests } from "../db/schema/access-requests.ts";
import { memberships } from "../db/schema/memberships.ts";
import { nodes } from "../db/schema/nodes.ts";
import { notifications } from "../db/schema/notifications.ts";
import { shares } from "../db/schema/shares.ts";
import { users } from "../db/schema/users.ts";
import { hasOptedOut } from "../notifications/opted-out.ts";
import { unsubscribeUrl } from "../notifications/unsubscribe.ts";
import type { Topics } from "../outbox/topics.ts";
import { mailWithinLimit } from "./mail-within-limit.ts";
import { type MailContent, renderMail } from "./render-mail.tsx";
import type { MailRoute } from "./send-mail.ts";
import { unlessTooMany } from "./unless-too-many.ts";

/** Mails that someone asks for access, or what was decided, in its reader's language, unless it is no longer true. */
export async function mailAccessRequest(
  ctx: RequestContext,
  route: MailRoute,
  messageKey: string,
  { notificationId }: Topics["access.mail"],
): Promise<void> {
  const found = await find(ctx, notificationId);
  if (!found || !isTrue(found) || found.optedOut === 1) return;
  const locale = isLocale(found.reader.locale) ? found.reader.locale : "en";
  const isAsking = found.type === "access_request.received";
  const unsubscribe = isAsking ? { unsubscribe: await unsubscribeUrl(ctx.settings, found.reader.id, "access") } : {};
  const content = contentOf(ctx, locale, found);
  const mail = {
    to: found.reader.email,
    subject: content.title,
    key: messageKey,
    ...unsubscribe,
    ...renderMail(locale, { ...content, footer: translator(locale)("mail.footer_member"), ...unsubscribe }),
  };
  const { emailKey } = found.reader;
  await unlessTooMany(mailWithinLimit(ctx, { emailKey, kind: found.type }, () => route.send(mail)));
}

type Found = NonNullable<Awaited<ReturnType<typeof find>>>;

/** Asked, while it is open and its reader may decide; decided, while it was decided so. */
function isTrue({ type, request, level }: Found): boolean {
  if (type === "access_request.received") return request.outcome === null && level >= numberOf("manage");
  return type === `access_request.${request.outcome}`;
}

function contentOf(
  ctx: RequestContext,
  locale: Locale,
  { type, request, asker, title, kind, slug }: Found,
): MailContent {
  const t = translator(locale);
  const { publicUrl } = ctx.settings;
  const to = t(`to.${kind}`);
  switch (type as Extract<NotificationType, `access_request.${string}`>) {
    case "access_request.received": {
      const said = { who: asker.name || asker.email, email: asker.email, to, title };
      return {
        title: t("mail.access.subject", said),
        intro: t("mail.access.intro", said),
        ...(request.message ? { quote: request.message } : {}),
        button: { label: t("mail.access.button"), url: `${publicUrl}/` },
        note: t("mail.access.note"),
      };
    }
    case "access_request.granted":
      return {
        title: t("mail.access_granted.subject", { title }),
        intro: t("mail.access_granted.intro", { to, title }),
        button: { label: t(`open.${kind}`), url: `${publicUrl}/s/${slug}` },
        note: t("mail.access_granted.note", { email: asker.email }),
      };
    case "access_request.declined":
      // Neither title nor workspace: they were never told what it is, nor whose.
      return {
        title: t("mail.access_declined.subject"),
        intro: t("mail.access_declined.intro", {
          day: formatDate(locale, new Date(request.createdAt).toISOString()),
        }),
        note: t("mail.access_declined.note"),
      };
  }
}

const reader = alias(users, "reader");
const asker = alias(users, "asker");

async function find(ctx: RequestContext, notificationId: string) {
  // Without a membership there is no level; the walk alone would find what everyone gets.
  const level = sql<number>`coalesce((SELECT ${levelNumber(sql`access_requests.node_id`, { membershipId: sql`mine.id`, role: sql`mine.role` })}
    FROM ${memberships} AS mine WHERE mine.user_id = reader.id AND mine.workspace_id = access_requests.workspace_id
      AND mine.status = 'active'), 0)`;
  const [row] = await ctx.db.read
    .select({
      type: notifications.type,
      reader,
      asker: { email: asker.email, name: asker.name },
      request: accessRequests,
      title: nodes.title,
      kind: nodes.kind,
      slug: shares.slug,
      level,
      optedOut: hasOptedOut,
    })
    .from(notifications)
    .innerJoin(reader, eq(reader.id, notifications.userId))
    .innerJoin(accessRequests, eq(accessRequests.id, notifications.accessRequestId))
    .innerJoin(asker, eq(asker.id, accessRequests.userId))
    .innerJoin(nodes, eq(nodes.id, accessRequests.nodeId))
    .innerJoin(shares, eq(shares.id, accessRequests.shareId))
    .where(eq(notifications.id, notificationId));
  return row;
}
