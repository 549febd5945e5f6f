import type { ReviewState as State } from "../../../shared/policy/review-state.ts";
import { formatNumber, t } from "../../language.ts";
import { approvalsOf, type Reviewed, type ReviewerShown, reviewersIn } from "./reviewers-in.ts";

/** By word and shape, as statuses of members are. */
const LOOKS: Record<State, string> = {
  pending: "status invited",
  approved: "status active",
  changes_requested: "status requested",
};

/** Where a review stands: "Waiting for approval · 1 of 2 approved". */
export function ReviewState({ reviewed }: { reviewed: Reviewed }) {
  const approvals = approvalsOf(reviewed);
  return (
    <>
      <span class={LOOKS[reviewed.state]}>{t(`review.${reviewed.state}`)}</span>
      {approvals && (
        <span class="small muted">
          {t("ext.review.approvals", { count: formatNumber(approvals.count), total: formatNumber(approvals.total) })}
        </span>
      )}
    </>
  );
}

/** Who decided what, and who must and has not. */
export function ReviewerList({ reviewed }: { reviewed: Reviewed }) {
  return (
    <ul class="reviewers small">
      {reviewersIn(reviewed).map((one) => (
        <Reviewer key={one.membershipId} {...one} />
      ))}
    </ul>
  );
}

function Reviewer({ name, decision }: ReviewerShown) {
  return (
    <li>
      <span dir="auto">{name || t("ext.note.someone")}</span>
      <span class={LOOKS[decision ?? "pending"]}>{t(decision === null ? "review.waiting" : `review.${decision}`)}</span>
    </li>
  );
}
