import { browser } from "wxt/browser";
import type { Locale } from "../../../shared/i18n/locale.ts";
import { pluralKey } from "../../../shared/i18n/message.ts";
import { translate } from "../../../shared/i18n/translate.ts";
import { chooseCurrent, mayInvite } from "../../session/belonging.ts";
import { spokenLocale } from "../../spoken-locale.ts";
import { addedServersItem, chosenServerItem, knownMeItem, knownRequestsItem, workspaceIdItem } from "../../storage.ts";
import { currentServer } from "../servers/known-servers.ts";
import { countLabel } from "./read-requests.ts";

/** The accent of the light theme: the browser's toolbar has its own themes and ours does not reach there. */
const COLOUR = "#b8400f";

const MARKED_FOR = 2_000;

let turn: Promise<void> = Promise.resolve();

/**
 * Keeps the toolbar's badge to what storage knows of the requests in the workspace in view, on the server in view. Storage wakes a worker that
 * sleeps, so whoever learns of a request, a view or the look of every minute, needs only keep it.
 */
export function followBadge(): void {
  for (const item of [knownMeItem, workspaceIdItem, knownRequestsItem]) item.watchEvery(draw);
  for (const item of [chosenServerItem, addedServersItem]) item.watch(draw);
  draw();
}

function draw(): void {
  turn = turn.then(drawBadge).catch((error: unknown) => console.error(error));
}

/** Shows for a moment how something done without a view has ended. */
export async function markBadge(mark: "✓" | "!"): Promise<void> {
  await turn;
  await browser.action.setBadgeText({ text: mark });
  setTimeout(draw, MARKED_FOR);
}

async function drawBadge(): Promise<void> {
  const server = await currentServer();
  const [me, workspaceId, requests] = await Promise.all([
    knownMeItem.of(server).getValue(),
    workspaceIdItem.of(server).getValue(),
    knownRequestsItem.of(server).getValue(),
  ]);
  const belonging = chooseCurrent(me?.memberships ?? [], workspaceId);
  const waiting = belonging && mayInvite(belonging) ? (requests[belonging.workspace.id] ?? []) : [];
  await show(waiting.length, spokenLocale(me));
}

async function show(count: number, language: Locale): Promise<void> {
  const words = translate(language, pluralKey(language, "ext.requests.badge", count), { count: countLabel(count) });
  await browser.action.setBadgeBackgroundColor({ color: COLOUR });
  await browser.action.setBadgeText({ text: count === 0 ? "" : countLabel(count) });
  await browser.action.setTitle({ title: count === 0 ? "Foyer" : `Foyer: ${words}` });
}
