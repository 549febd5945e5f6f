import { useSignal } from "@preact/signals";
import type { Me } from "../../../shared/api/accounts.ts";
import type { Locale } from "../../../shared/i18n/locale.ts";
import { NAME_MAX } from "../../../shared/limits.ts";
import { locale, problemText, t } from "../../language.ts";
import { announce } from "../../ui/announce.ts";
import { Field } from "../../ui/Field.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Segments } from "../../ui/Segments.tsx";
import { accountProblem, changeAccount, saving } from "./account.ts";

/** Each language by its own name. */
const LANGUAGES: readonly { value: Locale; label: string }[] = [
  { value: "en", label: "English" },
  { value: "fr", label: "Français" },
];

export function AccountForm({ user }: { user: Me["user"] }) {
  const name = useSignal(user.name);
  const isNew = name.value.trim() !== "" && name.value.trim() !== user.name;

  async function save(): Promise<void> {
    if (await changeAccount({ name: name.value })) announce(t("ext.account.saved"));
  }

  return (
    <form
      class="account"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div class="field-and-button">
        <Field
          label={t("ext.account.name")}
          value={name.value}
          onInput={(typed) => {
            name.value = typed;
          }}
          input={{ autocomplete: "name", maxLength: NAME_MAX }}
        />
        <button type="submit" class="button" disabled={!isNew || saving.value}>
          {t("ext.save")}
        </button>
      </div>
      <Segments
        label={t("ext.account.language")}
        value={locale.value}
        options={LANGUAGES}
        disabled={saving.value}
        onChange={(chosen) => void changeAccount({ locale: chosen })}
      />
      {user.companyDomain !== null && (
        <div class="labelled">
          <span class="label">{t("home.find_me")}</span>
          <Segments
            label={t("home.find_me")}
            value={user.suggestible === null ? "" : user.suggestible ? "yes" : "no"}
            options={[
              { value: "yes", label: t("home.find_me_yes") },
              { value: "no", label: t("home.find_me_no") },
            ]}
            disabled={saving.value}
            onChange={(chosen) => void changeAccount({ suggestible: chosen === "yes" })}
          />
        </div>
      )}
      {accountProblem.value && <Notice kind="problem">{problemText(accountProblem.value)}</Notice>}
    </form>
  );
}
