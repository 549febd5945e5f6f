import { formatDate, translator } from "../../shared/i18n/translate.ts";
import type { RequestContext } from "../context.ts";
import { type ShareAsked, sharePath } from "../shares/share-asked.ts";
import { page } from "./layout.tsx";

type Asked = Pick<ShareAsked, "slug" | "node"> & {
  request: { email: string; message: string; createdAt: string | number };
  status: 201 | 403;
};

/** A share to whoever asked for access and waits: when, what they said, and the way to take it back. */
export function askedPage(ctx: RequestContext, { slug, node, request, status }: Asked): Promise<Response> {
  const t = translator(ctx.locale);
  const { email, message, createdAt } = request;
  const title = t("share.asked_title");
  return page(
    ctx,
    { title, status },
    <div class="card">
      <h1>{title}</h1>
      <p class="lead">{t("share.asked", { email, day: formatDate(ctx.locale, createdAt) })}</p>
      {message && (
        <blockquote class="words" dir="auto">
          {message}
        </blockquote>
      )}
      <form class="actions" method="post" action={sharePath(slug, "/access-requests/withdraw", { node })}>
        <button class="button" type="submit">
          {t("share.withdraw")}
        </button>
      </form>
      <p class="foot">
        <a href="/">{t("page.error.home")}</a>
      </p>
    </div>,
  );
}
