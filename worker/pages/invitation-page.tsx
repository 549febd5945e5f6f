import type { InvitationPreview } from "../../shared/api/members.ts";
import { parseEmailAddress } from "../../shared/email-address.ts";
import { formatDate, translator } from "../../shared/i18n/translate.ts";
import type { UserRow } from "../accounts/require-user.ts";
import type { RequestContext } from "../context.ts";
import { page } from "./layout.tsx";
import { EmailField } from "./sign-in-page.tsx";

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
  if (!reader) return <SignInForm ctx={ctx} token={token} lead={t("invite.sign_in_first")} />;
  if (parseEmailAddress(preview.email)?.key !== reader.emailKey) {
    const lead = t("invite.mismatch", { email: reader.email, invited: preview.email });
    return <SignInForm ctx={ctx} token={token} lead={lead} />;
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

/** The way back travels in the form's body: the token stands in no query. */
function SignInForm({ ctx, token, lead }: { ctx: RequestContext; token: string; lead: string }) {
  const t = translator(ctx.locale);
  return (
    <form class="form" method="post" action="/sign-in">
      <p>{lead}</p>
      <input type="hidden" name="next" value={`/invite/${token}`} />
      <EmailField ctx={ctx} />
      <button class="button primary" type="submit">
        {t("sign_in.send")}
      </button>
    </form>
  );
}

/** An invitation that is over, or never was. */
export function closedInvitationPage(ctx: RequestContext, reason: "gone" | "unknown"): Promise<Response> {
  const t = translator(ctx.locale);
  const title = t(`invite.${reason}_title`);
  return page(
    ctx,
    { title, status: reason === "gone" ? 410 : 404, tokenInPath: true },
    <div class="card">
      <h1>{title}</h1>
      <p class="lead">{t(`invite.${reason}`)}</p>
      <div class="actions">
        <a class="button" href="/">
          {t("page.error.home")}
        </a>
      </div>
    </div>,
  );
}
