import { eq } from "drizzle-orm";
import { describeAgent } from "../../shared/describe-agent.ts";
import { isLocale } from "../../shared/i18n/locale.ts";
import type { Translate } from "../../shared/i18n/message.ts";
import { formatMoment, translator } from "../../shared/i18n/translate.ts";
import type { RequestContext } from "../context.ts";
import { users } from "../db/schema/users.ts";
import type { Topics } from "../outbox/topics.ts";
import { renderMail } from "./render-mail.tsx";
import type { MailRoute } from "./send-mail.ts";

/** Tells someone that a session of theirs was ended because its refresh token came back: one of two who had it stole it. */
export async function mailSessionEnded(
  ctx: RequestContext,
  route: MailRoute,
  messageKey: string,
  { userId, userAgent, signedInAt, endedAt }: Topics["session.token_reused"],
): Promise<void> {
  const [user] = await ctx.db.read
    .select({ email: users.email, locale: users.locale })
    .from(users)
    .where(eq(users.id, userId));
  if (!user) return;
  const locale = isLocale(user.locale) ? user.locale : "en";
  const t = translator(locale);
  await route.send({
    to: user.email,
    subject: t("mail.session_ended.subject"),
    key: messageKey,
    ...renderMail(locale, {
      title: t("mail.session_ended.subject"),
      intro: t("mail.session_ended.intro", {
        agent: agentInWords(t, userAgent),
        since: formatMoment(locale, signedInAt),
        when: formatMoment(locale, endedAt),
      }),
      button: { label: t("mail.session_ended.button"), url: `${ctx.settings.publicUrl}/` },
      note: t("mail.session_ended.note"),
      footer: t("mail.footer_member"),
    }),
  });
}

/** `Firefox on Linux`. */
function agentInWords(t: Translate, userAgent: string): string {
  const agent = describeAgent(userAgent);
  if (!agent) return t("agent.unknown");
  const { browser, system } = agent;
  return system === undefined ? browser : t("agent.on", { browser, system });
}
