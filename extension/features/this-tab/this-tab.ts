import { signal } from "@preact/signals";
import { browser } from "wxt/browser";
import type { ShareWithNode } from "../../../shared/api/shares.ts";
import type { Visibility } from "../../../shared/policy/share-access.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { serverHere, shareAt } from "../../server.ts";
import { keepWhileSignedIn, knownShareItem } from "../../storage.ts";
import { servers } from "../servers/follow-server.ts";

/** The slug of the share page in the tab the popup stands over, if it is one, or of a share the page links to. */
export const slug = signal<string | undefined>();
/** The server that the tab shows a share page of, if it is another than the one in view. */
export const otherServer = signal<string | undefined>();
/** Whether it is the tab's own, and no link on its page. */
export const isOfTab = signal(true);
/** Null: the server says it is not this person's to control. */
export const share = signal<ShareWithNode | null | undefined>();
export const shareProblem = signal<ApiProblem | undefined>();

/** What to make of the share; a password only when it is a new one. */
export type ShareWish = { visibility: Visibility; password?: string };
/** The wish on its way to the server, shown as if it were so already. */
export const asked = signal<ShareWish | undefined>();

export async function readThisTab(): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  const found = shareAt(tab?.url, servers.value);
  const isHere = found?.server === serverHere();
  slug.value = isHere ? found?.slug : undefined;
  otherServer.value = isHere ? undefined : found?.server;
  if (slug.value === undefined) return;
  const known = await knownShareItem.getValue();
  if (known?.slug === slug.value) share.value = known;
}

export async function loadShare(): Promise<void> {
  if (slug.value === undefined) return;
  const before = share.value;
  try {
    const { items } = await answer(api.shares.$get({ query: { slug: slug.value } }));
    // A change under way, or made meanwhile, is newer than what was just read.
    if (asked.value === undefined && share.value === before) await keepShare(items[0] ?? null);
    shareProblem.value = undefined;
  } catch (error) {
    shareProblem.value = asApiProblem(error);
  }
}

export async function keepShare(fresh: ShareWithNode | null): Promise<void> {
  share.value = fresh;
  // Of what a page says nothing outlives the popup.
  if (isOfTab.value) await keepWhileSignedIn(knownShareItem, fresh);
}
