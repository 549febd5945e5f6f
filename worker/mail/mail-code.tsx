import { isLocale } from "../../shared/i18n/locale.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { CODE_LIFETIME } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import type { Topics } from "../outbox/topics.ts";
import { decrypt } from "../secrets/encrypt.ts";
import { renderMail } from "./render-mail.tsx";
import type { MailRoute } from "./send-mail.ts";

/** Mails a sign-in code, unless it would come too late to be of use. */
export async function mailCode(
  ctx: RequestContext,
  route: MailRoute,
  messageKey: string,
  createdAt: number,
  event: Topics["sign_in.code_requested"],
): Promise<void> {
  if (Date.now() > createdAt + CODE_LIFETIME) return;
  const locale = isLocale(event.locale) ? event.locale : "en";
  const t = translator(locale);
  const code = await decrypt(ctx.settings, event.sealedCode);
  await route.send({
    to: event.email,
    subject: t("mail.code.subject"),
    key: messageKey,
    ...renderMail(locale, {
      title: t("mail.code.subject"),
      intro: t("mail.code.intro"),
      code,
      note: t("mail.code.note"),
    }),
  });
}
