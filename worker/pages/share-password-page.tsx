import { pluralKey } from "../../shared/i18n/message.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { PASSWORD_MAX } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { type ShareAsked, sharePath } from "../shares/share-asked.ts";
import { page } from "./layout.tsx";

/** Before the first try, after a wrong one, and when no more are taken for a while. */
export type Asking = Pick<ShareAsked, "slug" | "node"> & { isStranger: boolean } & (
    | { after: "nothing" | "wrong" }
    | { after: "too_many"; retryAfterSeconds: number }
  );

const STATUS = { nothing: 200, wrong: 401, too_many: 429 } as const;

/** The form of a share's password. It names neither what is shared nor the workspace, and works without script. */
export function sharePasswordPage(ctx: RequestContext, asking: Asking): Promise<Response> {
  const t = translator(ctx.locale);
  const { slug, node, isStranger, after } = asking;
  const error = errorOf(ctx, asking);
  return page(
    ctx,
    {
      title: t("share.locked_title"),
      status: STATUS[after],
      ...(after === "too_many" ? { headers: { "Retry-After": String(asking.retryAfterSeconds) } } : {}),
    },
    <div class="card">
      <h1>{t("share.locked_title")}</h1>
      <p class="lead">{t("share.locked")}</p>
      {error === undefined ? null : (
        <p class="error" id="error" role="alert">
          {error}
        </p>
      )}
      <form class="form" method="post" action={sharePath(slug, "/unlock", { node })}>
        <label>
          {t("share.password")}
          <input
            class="field"
            type="password"
            name="password"
            required
            maxLength={PASSWORD_MAX}
            autocomplete="current-password"
            aria-invalid={after === "wrong" ? true : undefined}
            aria-describedby={error === undefined ? undefined : "error"}
          />
        </label>
        <button class="button primary" type="submit">
          {t("share.unlock")}
        </button>
      </form>
      {isStranger ? (
        <p class="foot">
          <a href={`/sign-in?next=${sharePath(slug, "", { node })}`}>{t("share.member_sign_in")}</a>
        </p>
      ) : null}
    </div>,
  );
}

function errorOf(ctx: RequestContext, asking: Asking): string | undefined {
  const t = translator(ctx.locale);
  switch (asking.after) {
    case "nothing":
      return undefined;
    case "wrong":
      return t("share.wrong_password");
    case "too_many": {
      const count = Math.max(1, Math.ceil(asking.retryAfterSeconds / 60));
      return t(pluralKey(ctx.locale, "share.password_wait", count), { count });
    }
  }
}
