import { useSignal } from "@preact/signals";
import type { ShareWithNode } from "../../../shared/api/shares.ts";
import { PASSWORD_MIN } from "../../../shared/limits.ts";
import { t } from "../../language.ts";
import { announce } from "../../ui/announce.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { PasswordField } from "../visibility/PasswordField.tsx";
import { setPassword } from "./change-share.ts";
import { asked } from "./share.ts";

/** Sets the share's password or puts another in its place; what is set is never read back. */
export function SharePassword({ share }: { share: ShareWithNode }) {
  const typed = useSignal("");
  const isTooShort = useSignal(false);
  /** What was set just now, to be passed on. */
  const given = useSignal<string | undefined>(undefined);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const password = typed.value;
    isTooShort.value = password.length < PASSWORD_MIN;
    if (isTooShort.value || !(await setPassword(password))) return;
    given.value = password;
    typed.value = "";
    announce(t("ext.password.done"));
  }

  if (given.value !== undefined) {
    return (
      <div class="share-note given">
        <span class="small good">{t("ext.password.done")}</span>
        <CopyButton text={given.value} look="quiet" label={t("ext.password.copy")} />
      </div>
    );
  }
  const has = share.hasPassword;
  return (
    <form class="share-note" noValidate onSubmit={(event) => void submit(event)}>
      <PasswordField
        label={t(has ? "ext.password.next" : "ext.password.first")}
        value={typed.value}
        onInput={(value) => {
          typed.value = value;
          isTooShort.value = false;
        }}
        hint={has ? t("ext.password.there") : t("ext.password.waits", { count: PASSWORD_MIN })}
        error={isTooShort.value ? t("ext.password.too_short", { count: PASSWORD_MIN }) : undefined}
        takesFocus={!has}
      >
        <button type="submit" class={has ? "button" : "button primary"} disabled={asked.value?.password !== undefined}>
          {t(has ? "ext.password.replace" : "ext.password.set")}
        </button>
      </PasswordField>
    </form>
  );
}
