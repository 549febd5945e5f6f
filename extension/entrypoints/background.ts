import { browser } from "wxt/browser";
import { defineBackground } from "wxt/utils/define-background";
import { answerOnDesktop } from "../features/desktop/answer-on-desktop.ts";
import { isLookRequest } from "../features/desktop/ask-for-look.ts";
import { lookOnDesktop } from "../features/desktop/look-on-desktop.ts";
import { hearCommands } from "../features/elsewhere/commands.ts";
import { offerMenus } from "../features/elsewhere/menus.ts";
import { searchFromOmnibox } from "../features/elsewhere/omnibox.ts";
import { dropKeptFilesOnSignOut, dropOldKeptFilesOnStart } from "../features/fast-start/kept-file.ts";
import { lookEveryMinute } from "../features/requests/look-every-minute.ts";
import { followBadge } from "../features/requests/toolbar-badge.ts";
import { finishAdding } from "../features/servers/finish-adding.ts";
import { forgetOnStart } from "../features/sign-in/forget-on-start.ts";
import { renewHere } from "../session/access-token.ts";
import { endSession } from "../session/end-session.ts";
import { isEndRequest, isRenewRequest } from "../session/renewal.ts";
import { rotateTokens } from "../session/rotate-tokens.ts";

export default defineBackground(() => {
  // The refresh token is for our own pages; Firefox has no such setting and no content script of ours either.
  void browser.storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });

  renewHere(rotateTokens);
  browser.runtime.onMessage.addListener((message, { id, url }, answer) => {
    // What runs in others' pages is heard by nobody.
    if (id !== browser.runtime.id || !url?.startsWith(`${location.origin}/`)) return false;
    if (isEndRequest(message)) {
      void endSession(message).then(answer);
      return true;
    }
    if (isLookRequest(message)) lookOnDesktop(message.server);
    if (!isRenewRequest(message)) return false;
    void rotateTokens(message.server, message.dead).then(answer);
    return true;
  });

  followBadge();
  lookEveryMinute();
  answerOnDesktop();
  offerMenus();
  hearCommands();
  searchFromOmnibox();
  dropKeptFilesOnSignOut();
  dropOldKeptFilesOnStart();
  forgetOnStart();
  finishAdding();
});
