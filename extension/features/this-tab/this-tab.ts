import { signal } from "@preact/signals";
import { browser } from "wxt/browser";
import type { ShareWithNode } from "../../../shared/api/shares.ts";
import type { Visibility } from "../../../shared/policy/share-access.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { slugOfSharePage } from "../../server.ts";
import { knownShareItem } from "../../storage.ts";

/** The slug of the share page in the tab the popup stands over, if it is one. */
export const slug = signal<string | undefined>();
/** Null: the server says it is not this person's to control. */
export const share = signal<ShareWithNode | null | undefined>();
export const shareProblem = signal<ApiProblem | undefined>();

/** The visibility on its way to the server, shown as if it were so already. */
export const asked = signal<Visibility | undefined>();
/** Why the last change was refused. */
export const refusal = signal<ApiProblem | undefined>();

export async function readThisTab(): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  slug.value = slugOfSharePage(tab?.url);
  if (slug.value === undefined) return;
  const known = await knownShareItem.getValue();
  if (known?.slug === slug.value) share.value = known;
}

export async function loadShare(): Promise<void> {
  if (slug.value === undefined) return;
  try {
    const { items } = await answer(api.shares.$get({ query: { slug: slug.value } }));
    // A change under way is newer than what was just read.
    if (asked.value === undefined) await keep(items[0] ?? null);
    shareProblem.value = undefined;
  } catch (error) {
    shareProblem.value = asApiProblem(error);
  }
}

/** Shows the change at once; the server confirms it, or it is taken back with the reason. */
export async function changeVisibility(visibility: Visibility): Promise<boolean> {
  const before = share.value;
  if (!before || before.visibility === visibility || asked.value !== undefined) return false;
  asked.value = visibility;
  refusal.value = undefined;
  try {
    const changed = await answer(
      api.shares[":shareId"].$patch({ param: { shareId: before.id }, json: { visibility } }),
    );
    await keep({ ...before, ...changed });
    return true;
  } catch (error) {
    refusal.value = asApiProblem(error);
    return false;
  } finally {
    asked.value = undefined;
  }
}

async function keep(fresh: ShareWithNode | null): Promise<void> {
  share.value = fresh;
  await knownShareItem.setValue(fresh);
}

export function forgetShare(): void {
  share.value = undefined;
  shareProblem.value = undefined;
  refusal.value = undefined;
}
