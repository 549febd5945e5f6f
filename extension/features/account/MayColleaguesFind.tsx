import { problemText, t } from "../../language.ts";
import { me } from "../../session/me.ts";
import { announce } from "../../ui/announce.ts";
import { Notice } from "../../ui/Notice.tsx";
import { accountProblem, changeAccount, saving } from "./account.ts";

/** Asked once, at the first sign-in; the answer can be changed in the account menu. */
export function MayColleaguesFind() {
  const user = me.value?.user;
  if (!user?.companyDomain || user.suggestible !== null) return null;

  async function answer(suggestible: boolean): Promise<void> {
    if (!(await changeAccount({ suggestible }))) return;
    announce(t("ext.account.saved"));
    // The question has gone, and the focus with it.
    document.querySelector("main")?.focus();
  }

  return (
    <section aria-labelledby="find-me-title">
      <div class="card question">
        <h2 id="find-me-title">{t("home.find_me")}</h2>
        <p class="small muted">{t("home.find_me_note", { domain: user.companyDomain })}</p>
        {accountProblem.value && <Notice kind="problem">{problemText(accountProblem.value)}</Notice>}
        <div class="answers">
          <button type="button" class="button primary" disabled={saving.value} onClick={() => void answer(true)}>
            {t("home.find_me_yes")}
          </button>
          <button type="button" class="button" disabled={saving.value} onClick={() => void answer(false)}>
            {t("home.find_me_no")}
          </button>
        </div>
      </div>
    </section>
  );
}
