import type { InviteLinkPreview } from "../../shared/api/invite-links.ts";
import { translator } from "../../shared/i18n/translate.ts";
import type { UserRow } from "../accounts/require-user.ts";
import type { RequestContext } from "../context.ts";
import { page } from "./layout.tsx";
import { SignInHere } from "./sign-in-page.tsx";

/** What an open invite link offers. Opening it changes nothing; joining is a form. */
export function joinPage(
  ctx: RequestContext,
  { token, preview, reader }: { token: string; preview: InviteLinkPreview; reader: UserRow | undefined },
): Promise<Response> {
  const t = translator(ctx.locale);
  const workspace = preview.workspace.name;
  const title = t("invite.title", { workspace });
  return page(
    ctx,
    { title, tokenInPath: true },
    <div class="card">
      <h1>{title}</h1>
      <p class="lead">{t("join.intro", { workspace, role: t(`role.${preview.role}`) })}</p>
      {reader ? (
        <form class="form" method="post" action={`/join/${token}`}>
          <p>{t("join.as", { email: reader.email })}</p>
          <button class="button primary" type="submit">
            {t("join.button")}
          </button>
        </form>
      ) : (
        <SignInHere ctx={ctx} next={`/join/${token}`} lead={t("join.sign_in_first")} />
      )}
    </div>,
  );
}
