import { and, eq, gt, sql } from "drizzle-orm";
import { isLocale, type Locale } from "../../shared/i18n/locale.ts";
import { formatDate, translator } from "../../shared/i18n/translate.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { users } from "../db/schema/users.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { makeInvitationToken } from "../members/invitation-token.ts";
import type { Topics } from "../outbox/topics.ts";
import { mailHouse } from "./mail-house.ts";
import { mailWithinLimit } from "./mail-within-limit.ts";
import { renderMail } from "./render-mail.tsx";
import type { MailRoute } from "./send-mail.ts";

/** Mails an invitation's link, unless it was answered, revoked or sent anew in the meantime. */
export async function mailInvitation(
  ctx: RequestContext,
  route: MailRoute,
  messageKey: string,
  event: Topics["member.invited"],
): Promise<void> {
  const found = await findInvitation(ctx, event);
  if (!found) return;
  const { membership, inviterName, inviterEmail, inviterLocale, invitedLocale } = found;
  const workspace = found.workspace.name;
  const locale = knownLocale(invitedLocale ?? inviterLocale);
  const t = translator(locale);
  const inviter = inviterName || inviterEmail;
  const token = await makeInvitationToken(ctx.settings, membership.id, membership.tokenVersion);
  const mail = {
    to: membership.email,
    subject: t("mail.invitation.subject", { inviter, workspace }),
    key: messageKey,
    ...renderMail(locale, {
      house: mailHouse(ctx, found.workspace),
      title: t("mail.invitation.subject", { inviter, workspace }),
      intro: t("mail.invitation.intro", { inviter, workspace, role: t(`role.${membership.role}`) }),
      button: { label: t("mail.invitation.button"), url: `${ctx.settings.publicUrl}/invite/${token}` },
      note: t("mail.invitation.note", { email: membership.email, date: formatDate(locale, membership.expiresAt ?? 0) }),
    }),
  };
  // Above the limit it waits in the outbox: whoever is bombed with invitations gets few of them at a time.
  await mailWithinLimit(ctx, { emailKey: membership.emailKey, kind: "invitation" }, () => route.send(mail));
}

async function findInvitation(ctx: RequestContext, event: Topics["member.invited"]) {
  const inviter = sql`(SELECT m.user_id FROM ${memberships} AS m WHERE m.id = ${memberships.invitedBy})`;
  const [found] = await ctx.db.read
    .select({
      membership: memberships,
      workspace: workspaces,
      inviterName: users.name,
      inviterEmail: users.email,
      inviterLocale: users.locale,
      invitedLocale: sql<
        string | null
      >`(SELECT u.locale FROM ${users} AS u WHERE u.email_key = ${memberships.emailKey})`,
    })
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .innerJoin(users, eq(users.id, inviter))
    .where(
      and(
        eq(memberships.id, event.membershipId),
        eq(memberships.tokenVersion, event.tokenVersion),
        eq(memberships.status, "invited"),
        gt(memberships.expiresAt, Date.now()),
      ),
    );
  return found;
}

function knownLocale(locale: string): Locale {
  return isLocale(locale) ? locale : "en";
}
