import { translator } from "../../shared/i18n/translate.ts";
import type { WaitingAccess } from "../access-requests/list-waiting-access.ts";
import type { RequestContext } from "../context.ts";

/** Someone who asks for access, to be let in or declined on the start page. */
export function AccessRequestRow({ ctx, request }: { ctx: RequestContext; request: WaitingAccess }) {
  const t = translator(ctx.locale);
  const { id, nodeId, name, email, message, title, kind } = request;
  const who = name || email;
  return (
    <li class="request">
      <span class="who">
        <b dir="auto">{who}</b>
        <span class="small muted">
          {t(name ? "home.wants_access" : "home.wants_access_unnamed", { email, to: t(`to.${kind}`), title })}
        </span>
        {message && <q class="said">{message}</q>}
      </span>
      <form class="decide" method="post" action={`/access-requests/${nodeId}/${id}`}>
        <button
          class="button primary"
          name="decision"
          value="grant"
          type="submit"
          aria-label={t("home.grant_long", { who, title })}
        >
          {t("home.grant")}
        </button>
        <button
          class="button"
          name="decision"
          value="decline"
          type="submit"
          aria-label={t("home.decline_long", { who, title })}
        >
          {t("home.decline")}
        </button>
      </form>
    </li>
  );
}
