import { LANGUAGES } from "../../languages.ts";
import { followSession } from "../../session/follow-session.ts";
import { dropQuestions } from "../../ui/ConfirmDialog.tsx";
import { forgetInvite, restoreDraft } from "../members/invite.ts";
import { forgetPeople } from "../members/people.ts";
import { restoreSignIn } from "../sign-in/sign-in.ts";

/**
 * What a page in a tab of its own knows before its first picture. `forget` clears what the page itself has in memory of
 * someone who is gone.
 */
export async function preparePage(forget: () => void = () => undefined): Promise<void> {
  await Promise.all([restoreSignIn(), restoreDraft()]);
  await followSession({
    languages: LANGUAGES,
    forget() {
      dropQuestions();
      forgetPeople();
      forgetInvite();
      forget();
    },
  });
}
