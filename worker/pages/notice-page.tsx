import { translator } from "../../shared/i18n/translate.ts";
import type { RequestContext } from "../context.ts";
import { page } from "./layout.tsx";

export type Notice =
  | "invitation_gone"
  | "invitation_unknown"
  | "link_gone"
  | "link_unknown"
  | "link_suspended"
  | "requested"
  | "decided_approved"
  | "decided_denied"
  | "decided_withdrawn"
  | "decided_granted"
  | "decided_declined"
  | "guests_not_allowed"
  | "no_seats";

const STATUS: Record<Notice, number> = {
  invitation_gone: 410,
  invitation_unknown: 404,
  link_gone: 410,
  link_unknown: 404,
  link_suspended: 409,
  requested: 200,
  decided_approved: 409,
  decided_denied: 409,
  decided_withdrawn: 409,
  decided_granted: 409,
  decided_declined: 409,
  guests_not_allowed: 409,
  no_seats: 409,
};

/** What became of a link or of what was pressed, and the way on. */
export function noticePage(ctx: RequestContext, notice: Notice): Promise<Response> {
  const t = translator(ctx.locale);
  const title = t(`notice.${notice}_title`);
  return page(
    ctx,
    { title, status: STATUS[notice], tokenInPath: true },
    <div class="card">
      <h1>{title}</h1>
      <p class="lead">{t(`notice.${notice}`)}</p>
      <div class="actions">
        <a class="button" href="/">
          {t("page.error.home")}
        </a>
      </div>
    </div>,
  );
}
