import { t } from "../../language.ts";
import { belongings } from "../../session/me.ts";
import { signOut } from "../../session/session.ts";
import { Notice } from "../../ui/Notice.tsx";

/** Workspaces where an admin has ended one's sessions, and the way back: signing in anew is signing out first. */
export function SignInAnew() {
  const asking = belongings.value.filter(({ mustSignIn }) => mustSignIn);
  if (asking.length === 0) return null;
  return (
    <section>
      {asking.map(({ workspace }) => (
        <Notice key={workspace.id} kind="problem" action={{ label: t("home.anew"), run: () => void signOut(true) }}>
          {t("sign_in.anew", { workspace: workspace.name })}
        </Notice>
      ))}
    </section>
  );
}
