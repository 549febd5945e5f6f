import { type Browser, browser } from "wxt/browser";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { translate } from "../../../shared/i18n/translate.ts";
import { isId } from "../../../shared/ids.ts";
import { answer, api } from "../../api.ts";
import { chooseCurrent } from "../../session/belonging.ts";
import { spokenLocale } from "../../spoken-locale.ts";
import { knownMeItem, workspaceIdItem } from "../../storage.ts";
import { openPage } from "./ask-for.ts";
import { suggestionText } from "./suggestion-text.ts";

const SHOWN = 6;
const SHARES_READ = 20;
/** While someone types, nothing is asked. */
const PAUSE = 200;

/** `foyer <words>` in the address bar searches the videos of the workspace in view. */
export function searchFromOmnibox(): void {
  const { omnibox } = browser;
  let typed = 0;
  omnibox.onInputStarted.addListener(() => void describeSearch());
  omnibox.onInputChanged.addListener(async (text, suggest) => {
    const turn = ++typed;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (turn !== typed) return;
    const videos = await searchVideos(text).catch(() => []);
    suggest(videos.map(({ id, title }) => ({ content: id, description: suggestionText(title) })));
  });
  omnibox.onInputEntered.addListener((text, where) => void openFound(text, where));
}

async function describeSearch(): Promise<void> {
  const [me, belonging] = await Promise.all([knownMeItem.getValue(), currentBelonging()]);
  const locale = spokenLocale(me);
  const description = belonging
    ? translate(locale, "ext.search.in", { workspace: belonging.workspace.name })
    : translate(locale, "ext.search.nowhere");
  browser.omnibox.setDefaultSuggestion({ description: suggestionText(description) });
}

async function currentBelonging() {
  const [me, workspaceId] = await Promise.all([knownMeItem.getValue(), workspaceIdItem.getValue()]);
  return chooseCurrent(me?.memberships ?? [], workspaceId);
}

async function searchVideos(text: string): Promise<ContentNode[]> {
  const q = text.trim();
  const belonging = await currentBelonging();
  if (q === "" || !belonging) return [];
  const query = { q, kind: "video" as const, limit: String(SHOWN) };
  const param = { workspaceId: belonging.workspace.id };
  return (await answer(api.workspaces[":workspaceId"].nodes.$get({ param, query }))).items;
}

/** A suggestion that was chosen, or words as they were typed, of which the first that is found counts. */
async function openFound(text: string, where: `${Browser.omnibox.OnInputEnteredDisposition}`): Promise<void> {
  const nodeId = isId("node", text) ? text : (await searchVideos(text).catch(() => []))[0]?.id;
  const url = nodeId && (await findPageOf(nodeId).catch(() => undefined));
  if (!url) return openPage("/manage.html");
  if (where === "currentTab") await browser.tabs.update({ url });
  else await browser.tabs.create({ url, active: where === "newForegroundTab" });
}

/** A video's Share Page, or another live link to it; undefined where it has none, or none for this person. */
async function findPageOf(nodeId: string): Promise<string | undefined> {
  const { items } = await answer(
    api.nodes[":nodeId"].shares.$get({ param: { nodeId }, query: { limit: String(SHARES_READ) } }),
  );
  return (items.find(({ label }) => label === null) ?? items[0])?.url;
}
