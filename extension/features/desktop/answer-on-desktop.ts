import { browser } from "wxt/browser";
import { asApiProblem } from "../../api-problem.ts";
import { tellViews } from "../../live/hear.ts";
import { problemWords } from "../../problem-words.ts";
import { desktopItem, keepWhileSignedIn, knownRequestsItem, workspaceIdItem } from "../../storage.ts";
import { openPage } from "../elsewhere/ask-for.ts";
import { sendAccessDecision } from "../notifications/send-access-decision.ts";
import { sendDecision } from "../requests/send-decision.ts";
import type { ShownRequest } from "./open-requests.ts";
import { SEVERAL, showRefusal } from "./show.ts";

/** Hears what is pressed on the desktop. Its notifications outlive the worker. */
export function answerOnDesktop(): void {
  const { notifications } = browser;
  notifications.onClicked.addListener((id) => void openRequest(id));
  // Firefox has no buttons, and of them nothing to hear.
  notifications.onButtonClicked?.addListener((id, at) => void decide(id, at === 0));
  // Signed out, nobody sees any more who asked for what.
  desktopItem.watch((now) => {
    if (now === null) void clearAll();
  });
}

async function openRequest(id: string): Promise<void> {
  const request = await takeOff(id);
  if (request?.kind === "join") {
    await keepWhileSignedIn(workspaceIdItem, request.workspaceId);
    await openPage("/manage.html#members/requested");
  } else if (request || id === SEVERAL) await openPage("/manage.html#notifications");
}

/** By the verbs of the popup; what did not work is said in the same place, and may be answered in the list it opens. */
async function decide(id: string, isYes: boolean): Promise<void> {
  const request = (await desktopItem.getValue())?.shown[id];
  if (!request) return;
  try {
    await send(request, isYes);
    await takeOff(id);
  } catch (error) {
    const problem = asApiProblem(error);
    await showRefusal(id, (t) => problemWords(t, problem));
  } finally {
    // Every list, in every view.
    tellViews(
      request.kind === "join" ? { kind: "membership", workspaceId: request.workspaceId } : { kind: "notification" },
    );
  }
}

async function send(request: ShownRequest, isYes: boolean): Promise<void> {
  if (request.kind === "access") return sendAccessDecision(request, isYes ? "view" : undefined);
  await sendDecision(request, isYes ? "approve" : "deny");
  await dropFromBadge(request);
}

async function dropFromBadge({ id, workspaceId }: Extract<ShownRequest, { kind: "join" }>): Promise<void> {
  const known = await knownRequestsItem.getValue();
  const waiting = known[workspaceId]?.filter((one) => one.id !== id);
  if (waiting) await keepWhileSignedIn(knownRequestsItem, { ...known, [workspaceId]: waiting });
}

/** Takes a notification off the desktop; answers which request it was of. */
async function takeOff(id: string): Promise<ShownRequest | undefined> {
  await browser.notifications.clear(id);
  const desktop = await desktopItem.getValue();
  const request = desktop?.shown[id];
  if (!desktop || !request) return undefined;
  const shown = Object.fromEntries(Object.entries(desktop.shown).filter(([other]) => other !== id));
  await keepWhileSignedIn(desktopItem, { ...desktop, shown });
  return request;
}

async function clearAll(): Promise<void> {
  const shown = await browser.notifications.getAll();
  await Promise.all(Object.keys(shown).map((id) => browser.notifications.clear(id)));
}
