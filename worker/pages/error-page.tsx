import { translator } from "../../shared/i18n/translate.ts";
import type { RequestContext } from "../context.ts";
import type { Problem } from "../http/problem.ts";
import { page } from "./layout.tsx";

/** A refusal for people: what happened, what to do, and the number to quote. */
export function errorPage(ctx: RequestContext, problem: Problem): Promise<Response> {
  const t = translator(ctx.locale);
  const { retryAfterSeconds } = problem.options;
  return page(
    ctx,
    {
      title: t("page.error.title"),
      status: problem.status,
      tokenInPath: true,
      ...(retryAfterSeconds === undefined ? {} : { headers: { "Retry-After": String(retryAfterSeconds) } }),
    },
    <div class="card">
      <h1>{t("page.error.title")}</h1>
      <p class="lead">{t(`problem.${problem.code}`)}</p>
      <p class="small muted">{t("page.error.request", { id: ctx.requestId })}</p>
      <div class="actions">
        <a class="button" href="/">
          {t("page.error.home")}
        </a>
      </div>
    </div>,
  );
}
