import { translator } from "../../shared/i18n/translate.ts";
import type { RequestContext } from "../context.ts";
import { page } from "./layout.tsx";

/** Why a share shows nothing, and what to do next; it names neither what is shared nor the workspace. */
export type Closed =
  | { why: "not_found" | "gone" | "expired" | "policy" | "used_up" }
  | { why: "forbidden"; email: string };

export function closedSharePage(ctx: RequestContext, closed: Closed): Promise<Response> {
  const t = translator(ctx.locale);
  const { title, status, lead } = wordsFor(ctx, closed);
  return page(
    ctx,
    { title, status },
    <div class="card">
      <h1>{title}</h1>
      <p class="lead">{lead}</p>
      <div class="actions">
        <a class="button" href="/">
          {t("page.error.home")}
        </a>
      </div>
    </div>,
  );
}

/** What a page that shows nothing says, wherever it stands. */
export function wordsFor({ locale }: RequestContext, closed: Closed): { title: string; status: number; lead: string } {
  const t = translator(locale);
  return { title: t(`share.${closed.why}_title`), status: STATUS[closed.why], lead: leadOf(t, closed) };
}

const STATUS = { not_found: 404, gone: 410, expired: 410, policy: 410, used_up: 410, forbidden: 403 } as const;

function leadOf(t: ReturnType<typeof translator>, closed: Closed): string {
  switch (closed.why) {
    case "not_found":
      return t("share.not_found");
    case "gone":
      return t("problem.share_gone");
    case "expired":
    case "policy":
    case "used_up":
      return t(`share.${closed.why}`);
    case "forbidden":
      return t("share.forbidden", { email: closed.email });
  }
}

/** What whoever looks ahead sees of a share whose views are few: that it is one, and the way to it. */
export function shareCardPage(ctx: RequestContext, slug: string): Promise<Response> {
  const t = translator(ctx.locale);
  return page(
    ctx,
    { title: t("share.card_title") },
    <div class="card">
      <h1>{t("share.card_title")}</h1>
      <div class="actions">
        <a class="button primary" href={`/s/${slug}`}>
          {t("open.something")}
        </a>
      </div>
    </div>,
  );
}
