import { followSession } from "../../session/follow-session.ts";
import { restoreDraft } from "../members/invite.ts";
import { forgetPeople, restorePeople } from "../members/people.ts";
import { restoreSignIn } from "../sign-in/sign-in.ts";
import { forgetShare } from "../this-tab/change-share.ts";
import { readThisTab } from "../this-tab/this-tab.ts";

/** Brings back what was last known, all from the browser's own storage, before the first picture. */
export async function preparePopup(): Promise<void> {
  await Promise.all([
    followSession(() => {
      forgetPeople();
      forgetShare();
    }),
    restoreSignIn(),
    restoreDraft(),
    restorePeople(),
    readThisTab(),
  ]);
}
