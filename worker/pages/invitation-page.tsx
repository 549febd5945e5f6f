import type { InvitationPreview } from "../../shared/api/members.ts";
import { parseEmailAddress } from "../../shared/email-address.ts";
import { formatDate, translator } from "../../shared/i18n/translate.ts";
import type { UserRow } from "../accounts/require-user.ts";
import type { RequestContext } from "../context.ts";
import { page } from "./layout.tsx";
import { SignInHere } from "./sign-in-page.tsx";

type Invitation = { token: string; preview: InvitationPreview; reader: UserRow | undefined };

/** What an open invitation says. Opening it changes nothing; accepting and declining are forms. */
export function invitationPage(ctx: RequestContext, { token, preview, reader }: Invitation): Promise<Response> {
  const t = translator(ctx.locale);
  const title = t("invite.title", { workspace: preview.workspace.name });
  return page(
    ctx,
    { title, tokenInPath: true },
    <div class="card">
      <h1>{title}</h1>
      <p class="lead">
        {t("invite.intro", {
          email: preview.email,
          workspace: preview.workspace.name,
          role: t(`role.${preview.role}`),
        })}
      </p>
      <p class="small muted">{t("invite.expires", { date: formatDate(ctx.locale, preview.expiresAt) })}</p>
      <Answer ctx={ctx} token={token} preview={preview} reader={reader} />
    </div>,
  );
}

function Answer({ ctx, token, preview, reader }: Invitation & { ctx: RequestContext }) {
  const t = translator(ctx.locale);
  if (!reader) return <SignInHere ctx={ctx} next={`/invite/${token}`} lead={t("invite.sign_in_first")} />;
  if (parseEmailAddress(preview.email)?.key !== reader.emailKey) {
    const lead = t("invite.mismatch", { email: reader.email, invited: preview.email });
    return <SignInHere ctx={ctx} next={`/invite/${token}`} lead={lead} />;
  }
  return (
    <form class="actions" method="post" action={`/invite/${token}`}>
      <button class="button primary" name="answer" value="accept" type="submit">
        {t("invite.accept")}
      </button>
      <button class="button" name="answer" value="decline" type="submit">
        {t("invite.decline")}
      </button>
    </form>
  );
}
