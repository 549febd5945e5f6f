import { translator } from "../../shared/i18n/translate.ts";
import { CODE_DIGITS } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { page } from "./layout.tsx";

type Form = { next: string; email?: string; error?: string; status?: number };

/** Signed in elsewhere, someone must sign in anew for this workspace. */
type Asked = { asking?: { name: string } };

/** The first step: whose mailbox. */
export function emailStep(
  ctx: RequestContext,
  { next, email, error, asking, status = 200 }: Form & Asked,
): Promise<Response> {
  const t = translator(ctx.locale);
  return page(
    ctx,
    { title: t("sign_in.title"), status },
    <div class="card">
      <h1>{t("sign_in.title")}</h1>
      {asking && <p>{t("sign_in.anew", { workspace: asking.name })}</p>}
      <p class="lead">{t("sign_in.intro")}</p>
      <ErrorLine text={error} />
      <form class="form" method="post" action="/sign-in">
        <input type="hidden" name="next" value={next} />
        <EmailField ctx={ctx} value={email} />
        <button class="button primary" type="submit">
          {t("sign_in.send")}
        </button>
      </form>
    </div>,
  );
}

/** The second step: the code from the mail. */
export function codeStep(ctx: RequestContext, { next, email = "", error, status = 200 }: Form): Promise<Response> {
  const t = translator(ctx.locale);
  return page(
    ctx,
    { title: t("sign_in.code_title"), status },
    <div class="card">
      <h1>{t("sign_in.code_title")}</h1>
      <p class="lead">{t("sign_in.code_intro", { email })}</p>
      <ErrorLine text={error} />
      <form class="form" method="post" action="/sign-in">
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="email" value={email} />
        <label>
          {t("sign_in.code")}
          <input
            class="field code"
            name="code"
            required
            inputMode="numeric"
            autocomplete="one-time-code"
            maxLength={CODE_DIGITS + 3}
            aria-describedby={error ? "error" : undefined}
          />
        </label>
        <button class="button primary" type="submit">
          {t("sign_in.continue")}
        </button>
      </form>
      <form class="foot" method="post" action="/sign-in">
        <input type="hidden" name="next" value={next} />
        <button class="button quiet" type="submit">
          {t("sign_in.again")}
        </button>
      </form>
    </div>,
  );
}

/** Signing in where a link led. The way back travels in the form's body: the token stands in no query. */
export function SignInHere({ ctx, next, lead }: { ctx: RequestContext; next: string; lead: string }) {
  const t = translator(ctx.locale);
  return (
    <form class="form" method="post" action="/sign-in">
      <p>{lead}</p>
      <input type="hidden" name="next" value={next} />
      <EmailField ctx={ctx} />
      <button class="button primary" type="submit">
        {t("sign_in.send")}
      </button>
    </form>
  );
}

function EmailField({ ctx, value }: { ctx: RequestContext; value?: string | undefined }) {
  const t = translator(ctx.locale);
  return (
    <label>
      {t("sign_in.email")}
      <input
        class="field"
        type="email"
        name="email"
        required
        autocomplete="username"
        placeholder={t("sign_in.email_placeholder")}
        value={value}
      />
    </label>
  );
}

function ErrorLine({ text }: { text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p class="error" id="error" role="alert">
      {text}
    </p>
  );
}
