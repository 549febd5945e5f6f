import { translator } from "../../../shared/i18n/translate.ts";
import { PASSWORD_MAX, PASSWORD_MIN } from "../../../shared/limits.ts";
import type { RequestContext } from "../../context.ts";
import { FieldError, wrong } from "./field-error.tsx";

type Props = { ctx: RequestContext; isThere: boolean; error: string | undefined };

/** Sets the password or puts another in its place; neither is ever shown. */
export function PasswordField({ ctx, isThere, error }: Props) {
  const t = translator(ctx.locale);
  return (
    <div class="more">
      <label for="password">{t(isThere ? "sharing.next_password" : "sharing.first_password")}</label>
      <input
        class="field"
        type="password"
        id="password"
        name="new-password"
        maxLength={PASSWORD_MAX}
        autocomplete="new-password"
        {...wrong("password", error)}
      />
      <FieldError of="password" error={error} />
      <p class="muted" id="password-hint">
        {t(isThere ? "sharing.password_there" : "sharing.password_needed", { min: PASSWORD_MIN })}
      </p>
    </div>
  );
}
