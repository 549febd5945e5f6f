import { signal } from "@preact/signals";
import { answer, api } from "../../api.ts";
import type { Reviewed } from "../reviews/reviewers-in.ts";

/** Where the review of what the card shows stands; undefined until it is known, or where nobody has to do with it. */
export const tabReview = signal<(Reviewed & { nodeId: string }) | undefined>();

/** What is shown beside cannot be wrong for want of it: where it cannot be read, it is not said. */
export async function loadTabReview(nodeId: string): Promise<void> {
  try {
    const { state, required, items } = await answer(api.videos[":nodeId"].reviews.$get({ param: { nodeId } }));
    tabReview.value = { nodeId, state, required, reviews: items };
  } catch {
    tabReview.value = undefined;
  }
}

export function forgetTabReview(): void {
  tabReview.value = undefined;
}
