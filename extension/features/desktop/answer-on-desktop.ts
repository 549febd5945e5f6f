import { browser } from "wxt/browser";
import { apiOf } from "../../api.ts";
import { asApiProblem } from "../../api-problem.ts";
import { tellViews } from "../../live/hear.ts";
import { problemWords } from "../../problem-words.ts";
import { desktopItem, keepOfWorkspace, keepWhileSignedIn, knownRequestsItem, workspaceIdItem } from "../../storage.ts";
import { openPage } from "../elsewhere/ask-for.ts";
import { sendAccessDecision } from "../notifications/send-access-decision.ts";
import { sendDecision } from "../requests/send-decision.ts";
import { chooseServer } from "../servers/known-servers.ts";
import type { ShownRequest } from "./open-requests.ts";
import { notificationId, SEVERAL, shownAs, showRefusal } from "./show.ts";

/** Hears what is pressed on the desktop. Its notifications outlive the worker. */
export function answerOnDesktop(): void {
  const { notifications } = browser;
  notifications.onClicked.addListener((name) => void openRequest(name));
  // Firefox has no buttons, and of them nothing to hear.
  notifications.onButtonClicked?.addListener((name, at) => void decide(name, at === 0));
  // Signed out, nobody sees any more who asked for what.
  desktopItem.watchEvery((server, isKept) => {
    if (!isKept) void clearAll(server);
  });
}

async function openRequest(name: string): Promise<void> {
  const { server, id } = shownAs(name);
  const request = await takeOff(server, id);
  if (request || id === SEVERAL) await chooseServer(server);
  if (request?.kind === "join") {
    await keepWhileSignedIn(workspaceIdItem, request.workspaceId, server);
    await openPage("/manage.html#members/requested");
  } else if (request || id === SEVERAL) await openPage("/manage.html#notifications");
}

/** By the verbs of the popup; what did not work is said in the same place, and may be answered in the list it opens. */
async function decide(name: string, isYes: boolean): Promise<void> {
  const { server, id } = shownAs(name);
  const request = (await desktopItem.of(server).getValue())?.shown[id];
  if (!request) return;
  try {
    await send(server, request, isYes);
    await takeOff(server, id);
  } catch (error) {
    const problem = asApiProblem(error);
    await showRefusal(server, id, (t) => problemWords(t, problem));
  } finally {
    // Every list, in every view.
    tellViews(
      request.kind === "join" ? { kind: "membership", workspaceId: request.workspaceId } : { kind: "notification" },
      server,
    );
  }
}

async function send(server: string, request: ShownRequest, isYes: boolean): Promise<void> {
  const client = apiOf(server);
  if (request.kind === "access") return sendAccessDecision(request, isYes ? "view" : undefined, client);
  await sendDecision(request, isYes ? "approve" : "deny", { client });
  await dropFromBadge(server, request);
}

async function dropFromBadge(server: string, { id, workspaceId }: Extract<ShownRequest, { kind: "join" }>) {
  const known = await knownRequestsItem.of(server).getValue();
  const waiting = known[workspaceId]?.filter((one) => one.id !== id);
  if (waiting) await keepOfWorkspace(knownRequestsItem, workspaceId, waiting, server);
}

/** Takes a notification off the desktop; answers which request it was of. */
async function takeOff(server: string, id: string): Promise<ShownRequest | undefined> {
  await browser.notifications.clear(notificationId(server, id));
  const desktop = await desktopItem.of(server).getValue();
  const request = desktop?.shown[id];
  if (!desktop || !request) return undefined;
  const shown = Object.fromEntries(Object.entries(desktop.shown).filter(([other]) => other !== id));
  await keepWhileSignedIn(desktopItem, { ...desktop, shown }, server);
  return request;
}

async function clearAll(server: string): Promise<void> {
  const shown = Object.keys(await browser.notifications.getAll());
  const itsOwn = shown.filter((name) => shownAs(name).server === server);
  await Promise.all(itsOwn.map((name) => browser.notifications.clear(name)));
}
