import { forgetApiKeys } from "../api-keys/api-keys.ts";
import { forgetInviteLink, restoreInviteLink } from "../invite-link/invite-link.ts";
import { forgetList } from "../invite-list/invite-list.ts";
import { followNotifications } from "../notifications/follow-notifications.ts";
import { forgetNotifications } from "../notifications/notifications.ts";
import { preparePage } from "../page/prepare-page.ts";
import { followRequests, forgetRequests, restoreRequests } from "../requests/requests.ts";
import { followServer } from "../servers/follow-server.ts";
import { forgetSessions } from "../sessions/sessions.ts";
import { forgetAdded } from "../suggestions/add-suggested.ts";
import { forgetSuggestions, restoreSuggestions } from "../suggestions/suggestions.ts";
import { followUploads } from "../upload/under-way.ts";

/** What the page that manages, in a tab or beside one, knows before its first picture. */
export async function prepareManage(): Promise<void> {
  await followServer();
  await Promise.all([restoreRequests(), restoreSuggestions(), restoreInviteLink(), followUploads()]);
  await preparePage(() => {
    forgetRequests();
    forgetSuggestions();
    forgetAdded();
    forgetInviteLink();
    forgetList();
    forgetNotifications();
    forgetSessions();
    forgetApiKeys();
  });
  followRequests();
  followNotifications();
}
