import { translator } from "../../shared/i18n/translate.ts";
import type { RequestContext } from "../context.ts";
import type { OptionalMail } from "../notifications/mail-kinds.ts";
import { page } from "./layout.tsx";

/** Stops one kind of mail, or takes it up again. Opening the page changes nothing. */
export function unsubscribePage(
  ctx: RequestContext,
  { token, kind, stopped }: { token: string; kind: OptionalMail; stopped: boolean },
): Promise<Response> {
  const t = translator(ctx.locale);
  const state = stopped ? "stopped" : "wanted";
  return page(
    ctx,
    { title: t(`unsubscribe.${state}_title`), tokenInPath: true },
    <div class="card">
      <h1>{t(`unsubscribe.${state}_title`)}</h1>
      <p class="lead">{t(`unsubscribe.${kind}`)}</p>
      <form class="actions" method="post" action={`/unsubscribe/${token}`}>
        <button
          class={stopped ? "button" : "button primary"}
          name="answer"
          value={stopped ? "resume" : "stop"}
          type="submit"
        >
          {t(`unsubscribe.${state}_button`)}
        </button>
      </form>
    </div>,
  );
}
