import { formatDate, translator } from "../../shared/i18n/translate.ts";
import { ACCESS_MESSAGE_MAX } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { type ShareAsked, sharePath } from "../shares/share-asked.ts";
import { page } from "./layout.tsx";

type Asking = Pick<ShareAsked, "slug" | "node"> & {
  email: string;
  /** What they asked last, where the answer was no; asking again is open to them. */
  declined?: { createdAt: number };
};

/** A share to whoever it refuses: the form to ask with. It names neither what is shared nor the workspace. */
export function askForAccessPage(ctx: RequestContext, { slug, node, email, declined }: Asking): Promise<Response> {
  const t = translator(ctx.locale);
  const title = t(declined ? "share.declined_title" : "share.may_ask_title");
  const lead = declined
    ? t("share.declined", { email, day: formatDate(ctx.locale, declined.createdAt) })
    : t("share.may_ask", { email });
  return page(
    ctx,
    { title, status: 403 },
    <div class="card">
      <h1>{title}</h1>
      <p class="lead">{lead}</p>
      <form class="form" method="post" action={sharePath(slug, "/access-requests", { node })}>
        <label>
          {t("share.ask_message")}
          <textarea class="field" name="message" rows={3} maxLength={ACCESS_MESSAGE_MAX} />
        </label>
        <button class="button primary" type="submit">
          {t(declined ? "share.ask_again" : "share.ask")}
        </button>
      </form>
      <p class="foot">
        <a href="/">{t("page.error.home")}</a>
      </p>
    </div>,
  );
}
