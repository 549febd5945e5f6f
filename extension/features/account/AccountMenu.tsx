import { useSignal } from "@preact/signals";
import { counted, formatNumber, t } from "../../language.ts";
import { me } from "../../session/me.ts";
import { signOut } from "../../session/session.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Popover } from "../../ui/Popover.tsx";
import { AccountForm } from "./AccountForm.tsx";

const SETTINGS = "/manage.html#settings/sessions";

function isThere(): boolean {
  return location.pathname === new URL(SETTINGS, location.href).pathname;
}

export function AccountMenu() {
  const user = me.value?.user;
  if (!user) return <span class="avatar ghost" />;
  return (
    <Popover
      label={t("ext.account.title")}
      buttonClass="face"
      button={<Avatar label={user.name === "" ? user.email : user.name} />}
    >
      {() => (
        <>
          <p class="signed-in small muted">{t("home.welcome", { email: user.email })}</p>
          {/* Another name from the server starts the form anew. */}
          <AccountForm key={user.name} user={user} />
          <div class="below">
            {/* On that page itself the address alone changes. */}
            <a class="choice" href={SETTINGS} {...(isThere() ? {} : { target: "_blank", rel: "noopener" })}>
              <Icon name="key" />
              {t("ext.settings.open")}
            </a>
            <SignOut />
          </div>
        </>
      )}
    </Popover>
  );
}

/** Asks once more where files would be given up with it. */
function SignOut() {
  const left = useSignal(0);
  async function leave(): Promise<void> {
    left.value = await signOut(left.value > 0);
  }
  return (
    <>
      {left.value > 0 && (
        <Notice kind="hint">{t(counted("ext.account.unsent", left.value), { count: formatNumber(left.value) })}</Notice>
      )}
      <button type="button" class="choice" onClick={() => void leave()}>
        <Icon name="out" />
        {t(left.value > 0 ? "ext.account.out_anyway" : "page.sign_out")}
      </button>
    </>
  );
}
