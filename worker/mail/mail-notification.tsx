import { eq, sql } from "drizzle-orm";
import type { NotificationType } from "../../shared/api/notifications.ts";
import { isLocale } from "../../shared/i18n/locale.ts";
import { translator } from "../../shared/i18n/translate.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { notifications } from "../db/schema/notifications.ts";
import { users } from "../db/schema/users.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { isOptionalMail, mailKindOf } from "../notifications/mail-kinds.ts";
import { hasOptedOut } from "../notifications/opted-out.ts";
import { unsubscribeUrl } from "../notifications/unsubscribe.ts";
import type { Topics } from "../outbox/topics.ts";
import { mailHouse } from "./mail-house.ts";
import { mailWithinLimit } from "./mail-within-limit.ts";
import { renderMail } from "./render-mail.tsx";
import type { MailRoute } from "./send-mail.ts";
import { unlessTooMany } from "./unless-too-many.ts";

/** Mails what a notification says, in its reader's language, unless it is no longer true or they get too many. */
export async function mailNotification(
  ctx: RequestContext,
  route: MailRoute,
  messageKey: string,
  { notificationId }: Topics["notification.mail"],
): Promise<void> {
  const found = await find(ctx, notificationId);
  const template = found && templateOf(found.type as NotificationType);
  if (!found || !template || isOver(found)) return;

  const locale = isLocale(found.reader.locale) ? found.reader.locale : "en";
  const t = translator(locale);
  const kind = mailKindOf(found.type as NotificationType);
  const unsubscribe =
    kind && isOptionalMail(kind) ? await unsubscribeUrl(ctx.settings, found.reader.id, kind) : undefined;
  const said = {
    who: found.person?.name || found.membership.email,
    email: found.membership.email,
    workspace: found.workspace.name,
    role: t(`role.${found.membership.role}`),
  };
  const title = t(`mail.${template}.subject`, said);
  const quote = template === "request" ? (found.membership.message ?? "") : "";
  const mail = {
    to: found.reader.email,
    subject: title,
    key: messageKey,
    ...(unsubscribe ? { unsubscribe } : {}),
    ...renderMail(locale, {
      house: mailHouse(ctx, found.workspace),
      title,
      intro: t(`mail.${template}.intro`, said),
      ...(quote ? { quote } : {}),
      ...(template === "removed"
        ? {}
        : { button: { label: t(`mail.${template}.button`), url: `${ctx.settings.publicUrl}/` } }),
      note: t(`mail.${template}.note`),
      footer: t("mail.footer_member"),
      ...(unsubscribe ? { unsubscribe } : {}),
    }),
  };
  const { emailKey } = found.reader;
  await unlessTooMany(mailWithinLimit(ctx, { emailKey, kind: found.type }, () => route.send(mail)));
}

type Template = "request" | "approved" | "denied" | "removed" | "seats_short";

function templateOf(type: NotificationType): Template | undefined {
  switch (type) {
    case "join_request.received":
      return "request";
    case "join_request.approved":
      return "approved";
    case "join_request.denied":
      return "denied";
    case "membership.removed":
      return "removed";
    case "seats.short":
      return "seats_short";
    default:
      return undefined;
  }
}

type Found = NonNullable<Awaited<ReturnType<typeof find>>>;

/** Decided before the mail could leave, or its reader is no admin any more, or wants none: nothing left to say. */
function isOver({ type, membership, readerIsAdmin, optedOut }: Found): boolean {
  const isForAdmins = type === "join_request.received" || type === "seats.short";
  return optedOut === 1 || (isForAdmins && (membership.status !== "requested" || readerIsAdmin !== 1));
}

async function find(ctx: RequestContext, notificationId: string) {
  const [row] = await ctx.db.read
    .select({
      type: notifications.type,
      reader: users,
      membership: memberships,
      workspace: workspaces,
      readerIsAdmin: sql<number>`EXISTS (SELECT 1 FROM ${memberships} AS mine WHERE mine.user_id = ${notifications.userId}
        AND mine.workspace_id = ${notifications.workspaceId} AND mine.status = 'active' AND mine.role = 'super_admin')`,
      optedOut: hasOptedOut,
    })
    .from(notifications)
    .innerJoin(users, eq(users.id, notifications.userId))
    .innerJoin(memberships, eq(memberships.id, notifications.membershipId))
    .innerJoin(workspaces, eq(workspaces.id, notifications.workspaceId))
    .where(eq(notifications.id, notificationId));
  if (!row) return undefined;
  const [person] = row.membership.userId
    ? await ctx.db.read.select({ name: users.name }).from(users).where(eq(users.id, row.membership.userId))
    : [];
  return { ...row, person };
}
