import { browser } from "wxt/browser";
import { apiOf } from "../../api.ts";
import { chooseCurrent, mayInvite } from "../../session/belonging.ts";
import { keepOfWorkspace, knownMeItem, knownRequestsItem, workspaceIdItem } from "../../storage.ts";
import { lookOnDesktop } from "../desktop/look-on-desktop.ts";
import { currentServer, signedInServers } from "../servers/known-servers.ts";
import { readRequests } from "./read-requests.ts";

const ALARM = "requests";

/** While no view is open, someone who asks shows on the toolbar and the desktop within a minute. */
export function lookEveryMinute(): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name !== ALARM) return;
    void lookForRequests();
    void lookOnEachDesktop();
  });
  void keepAlarm();
}

/** Made anew it would begin to wait anew, each time the worker wakes. */
async function keepAlarm(): Promise<void> {
  if (!(await browser.alarms.get(ALARM))) await browser.alarms.create(ALARM, { periodInMinutes: 1 });
}

async function lookOnEachDesktop(): Promise<void> {
  for (const server of await signedInServers()) lookOnDesktop(server);
}

async function lookForRequests(): Promise<void> {
  const server = await currentServer();
  const [me, workspaceId] = await Promise.all([
    knownMeItem.of(server).getValue(),
    workspaceIdItem.of(server).getValue(),
  ]);
  const belonging = chooseCurrent(me?.memberships ?? [], workspaceId);
  if (!belonging || !mayInvite(belonging)) return;
  try {
    const waiting = await readRequests(belonging.workspace.id, apiOf(server));
    await keepOfWorkspace(knownRequestsItem, belonging.workspace.id, waiting, server);
  } catch {
    // The next minute looks again.
  }
}
