import { readAhead } from "../../kept.ts";
import { LATER_IN_POPUP, POPUP_LANGUAGES } from "../../popup-languages.ts";
import { followSession } from "../../session/follow-session.ts";
import { spokenLocale } from "../../spoken-locale.ts";
import { takeAsked } from "../elsewhere/take-asked.ts";
import { forgetInviteLink, restoreInviteLink } from "../invite-link/invite-link.ts";
import { forgetInvite, restoreDraft } from "../members/invite.ts";
import { forgetPeople, restorePeople } from "../members/people.ts";
import { followRequests, forgetRequests, restoreRequests } from "../requests/requests.ts";
import { followServer } from "../servers/follow-server.ts";
import { forgetShare, showSlug } from "../share/change-share.ts";
import { restoreSignIn } from "../sign-in/sign-in.ts";
import { forgetAdded } from "../suggestions/add-suggested.ts";
import { forgetSuggestions, restoreSuggestions } from "../suggestions/suggestions.ts";
import { forgetTabReview } from "../this-tab/tab-review.ts";
import { askForTab, readThisTab } from "../this-tab/this-tab.ts";

/** Brings back what was last known, all from the browser's own storage, before the first picture. */
export async function preparePopup(): Promise<void> {
  // Most people speak their browser's language: it comes while it is learned who they are.
  void POPUP_LANGUAGES[spokenLocale(undefined)]();
  const endReading = readAhead();
  const tab = askForTab();
  await followServer();
  await Promise.all([
    restoreSignIn(),
    restoreDraft(),
    restorePeople(),
    restoreRequests(),
    restoreSuggestions(),
    restoreInviteLink(),
    readThisTab(tab),
  ]);
  await followSession({
    languages: POPUP_LANGUAGES,
    saidLater: LATER_IN_POPUP,
    forget() {
      forgetPeople();
      forgetInvite();
      forgetRequests();
      forgetSuggestions();
      forgetAdded();
      forgetInviteLink();
      forgetShare();
      forgetTabReview();
    },
  });
  endReading();
  takeAsked(showSlug);
  followRequests();
}
