import { type Browser, browser } from "wxt/browser";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { translate } from "../../../shared/i18n/translate.ts";
import { isId } from "../../../shared/ids.ts";
import { answer, apiOf } from "../../api.ts";
import { chooseCurrent } from "../../session/belonging.ts";
import { spokenLocale } from "../../spoken-locale.ts";
import { knownMeItem, workspaceIdItem } from "../../storage.ts";
import { currentServer } from "../servers/known-servers.ts";
import { openPage } from "./ask-for.ts";
import { suggestionText } from "./suggestion-text.ts";

const SHOWN = 6;
const SHARES_READ = 20;
/** While someone types, nothing is asked. */
const PAUSE = 200;

/** `foyer <words>` in the address bar searches the videos of the workspace in view, on the server in view. */
export function searchFromOmnibox(): void {
  const { omnibox } = browser;
  let typed = 0;
  omnibox.onInputStarted.addListener(() => void describeSearch());
  omnibox.onInputChanged.addListener(async (text, suggest) => {
    const turn = ++typed;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (turn !== typed) return;
    const videos = await searchVideos(await currentServer(), text).catch(() => []);
    suggest(videos.map(({ id, title }) => ({ content: id, description: suggestionText(title) })));
  });
  omnibox.onInputEntered.addListener((text, where) => void openFound(text, where));
}

async function describeSearch(): Promise<void> {
  const server = await currentServer();
  const [me, belonging] = await Promise.all([knownMeItem.of(server).getValue(), currentBelonging(server)]);
  const locale = spokenLocale(me);
  const description = belonging
    ? translate(locale, "ext.search.in", { workspace: belonging.workspace.name })
    : translate(locale, "ext.search.nowhere");
  browser.omnibox.setDefaultSuggestion({ description: suggestionText(description) });
}

async function currentBelonging(server: string) {
  const [me, workspaceId] = await Promise.all([
    knownMeItem.of(server).getValue(),
    workspaceIdItem.of(server).getValue(),
  ]);
  return chooseCurrent(me?.memberships ?? [], workspaceId);
}

async function searchVideos(server: string, text: string): Promise<ContentNode[]> {
  const q = text.trim();
  const belonging = await currentBelonging(server);
  if (q === "" || !belonging) return [];
  const query = { q, kind: "video" as const, limit: String(SHOWN) };
  const param = { workspaceId: belonging.workspace.id };
  return (await answer(apiOf(server).workspaces[":workspaceId"].nodes.$get({ param, query }))).items;
}

/** A suggestion that was chosen, or words as they were typed, of which the first that is found counts. */
async function openFound(text: string, where: `${Browser.omnibox.OnInputEnteredDisposition}`): Promise<void> {
  const server = await currentServer();
  const nodeId = isId("node", text) ? text : (await searchVideos(server, text).catch(() => []))[0]?.id;
  const url = nodeId && (await findPageOf(server, nodeId).catch(() => undefined));
  if (!url) return openPage("/manage.html");
  if (where === "currentTab") await browser.tabs.update({ url });
  else await browser.tabs.create({ url, active: where === "newForegroundTab" });
}

/** A video's Share Page, or another live link to it; undefined where it has none, or none for this person. */
async function findPageOf(server: string, nodeId: string): Promise<string | undefined> {
  const { items } = await answer(
    apiOf(server).nodes[":nodeId"].shares.$get({ param: { nodeId }, query: { limit: String(SHARES_READ) } }),
  );
  return (items.find(({ isSharePage }) => isSharePage) ?? items[0])?.url;
}
