import { useEffect } from "preact/hooks";
import { Icon } from "../../ui/Icon.tsx";
import { ReviewerList, ReviewState } from "../reviews/ReviewState.tsx";
import { reviewersIn } from "../reviews/reviewers-in.ts";
import { loadTabReview, tabReview } from "./tab-review.ts";

/** Where the review of what the card shows stands, by whom when it is opened; nothing where there is none. */
export function TabReview({ nodeId }: { nodeId: string }) {
  useEffect(() => void loadTabReview(nodeId), [nodeId]);
  const known = tabReview.value;
  if (known?.nodeId !== nodeId || reviewersIn(known).length === 0) return null;
  return (
    <details class="share-note tab-review">
      <summary>
        <ReviewState reviewed={known} />
        <Icon name="chevron" />
      </summary>
      <ReviewerList reviewed={known} />
    </details>
  );
}
