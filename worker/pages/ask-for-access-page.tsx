import { translator } from "../../shared/i18n/translate.ts";
import { ACCESS_MESSAGE_MAX } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { type ShareAsked, sharePath } from "../shares/share-asked.ts";
import { page } from "./layout.tsx";

type Asking = Pick<ShareAsked, "slug" | "node"> & { email: string };

/** A restricted share to whoever it refuses: the form to ask with. It names neither the video nor the workspace. */
export function askForAccessPage(ctx: RequestContext, asking: Asking) {
  const t = translator(ctx.locale);
  const { slug, node, email } = asking;
  const title = t("share.may_ask_title");
  return page(
    ctx,
    { title, status: 403 },
    <div class="card">
      <h1>{title}</h1>
      <p class="lead">{t("share.may_ask", { email })}</p>
      <form class="form" method="post" action={sharePath(slug, "/access-requests", { node })}>
        <label>
          {t("share.ask_message")}
          <textarea class="field" name="message" rows={3} maxLength={ACCESS_MESSAGE_MAX} />
        </label>
        <button class="button primary" type="submit">
          {t("share.ask")}
        </button>
      </form>
      <p class="foot">
        <a href="/">{t("page.error.home")}</a>
      </p>
    </div>,
  );
}

/** The same whether it is the first time or not. */
export function askedPage(ctx: RequestContext): Promise<Response> {
  const t = translator(ctx.locale);
  return page(
    ctx,
    { title: t("share.asked_title"), status: 201 },
    <div class="card" role="status">
      <h1>{t("share.asked_title")}</h1>
      <p class="lead">{t("share.asked")}</p>
      <div class="actions">
        <a class="button" href="/">
          {t("page.error.home")}
        </a>
      </div>
    </div>,
  );
}
