import { browser } from "wxt/browser";
import { defineBackground } from "wxt/utils/define-background";
import { dropKeptFilesOnSignOut } from "../features/fast-start/kept-file.ts";
import { lookEveryMinute } from "../features/requests/look-every-minute.ts";
import { followBadge } from "../features/requests/toolbar-badge.ts";
import { renewHere } from "../session/access-token.ts";
import { isRenewRequest } from "../session/renewal.ts";
import { rotateTokens } from "../session/rotate-tokens.ts";

export default defineBackground(() => {
  // The refresh token is for our own pages; Firefox has no such setting and no content script of ours either.
  void browser.storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });

  renewHere(rotateTokens);
  browser.runtime.onMessage.addListener((message, _sender, answer) => {
    if (!isRenewRequest(message)) return false;
    void rotateTokens(message.dead).then(answer);
    return true;
  });

  followBadge();
  lookEveryMinute();
  dropKeptFilesOnSignOut();
});
