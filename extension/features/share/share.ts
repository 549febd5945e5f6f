import { signal } from "@preact/signals";
import type { Share, ShareWithNode } from "../../../shared/api/shares.ts";
import type { Visibility } from "../../../shared/policy/share-access.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { keepWhileSignedIn, knownShareItem } from "../../storage.ts";

/** The one share that is controlled: of the tab in front, of a link on its page, or of a list. */

export const slug = signal<string | undefined>();
/** Whether it is that of the tab itself. */
export const isOfTab = signal(true);
/** Null: the server says it is not this person's to control. */
export const share = signal<ShareWithNode | null | undefined>();
export const shareProblem = signal<ApiProblem | undefined>();

/** What to make of the share; a password only when it is a new one. */
export type ShareWish = { visibility: Visibility; password?: string };
/** The wish on its way to the server, shown as if it were so already. */
export const asked = signal<ShareWish | undefined>();

export async function loadShare(): Promise<void> {
  const wanted = slug.value;
  if (wanted === undefined) return;
  const before = share.value;
  try {
    const { items } = await answer(api.shares.$get({ query: { slug: wanted } }));
    // Another is in hand by now.
    if (slug.value !== wanted) return;
    // A change under way, or made meanwhile, is newer than what was just read.
    if (asked.value === undefined && share.value === before) await keepShare(items[0] ?? null);
    shareProblem.value = undefined;
  } catch (error) {
    if (slug.value === wanted) shareProblem.value = asApiProblem(error);
  }
}

/** What became of a share last, in hand or not any more: for the lists it stands in. */
export const lastChanged = signal<Share | undefined>();

/** Takes what the server made of a share; in hand may be another by now. */
export async function keepChanged(changed: Share): Promise<void> {
  lastChanged.value = changed;
  const known = share.peek();
  if (known?.id === changed.id) await keepShare({ ...known, ...changed });
}

export async function keepShare(fresh: ShareWithNode | null): Promise<void> {
  share.value = fresh;
  // Of what a page or a list says nothing outlives it.
  if (isOfTab.value) await keepWhileSignedIn(knownShareItem, fresh);
}
