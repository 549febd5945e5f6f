import { useEffect } from "preact/hooks";
import type { ReviewedNode } from "../../../shared/api/reviews.ts";
import { problemText, t } from "../../language.ts";
import { stayFresh } from "../../live/stay-fresh.ts";
import type { Belonging } from "../../session/belonging.ts";
import { Notice } from "../../ui/Notice.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { ReviewerList, ReviewState } from "./ReviewState.tsx";
import { forgetReviewed, loadMoreReviewed, loadReviewed, nextReviewed, reviewed, reviewedProblem } from "./reviews.ts";

const LOOK_EVERY_MS = 30_000;

/** What is in review and one may edit, each with where it stands and who decided what. */
export function ReviewsPanel({ belonging: { workspace } }: { belonging: Belonging }) {
  const { id } = workspace;
  useEffect(() => {
    void loadReviewed(id);
    // Of a review those who are asked, and whose it is, are told by a notification.
    const stop = stayFresh(id, LOOK_EVERY_MS, () => loadReviewed(id), "notification");
    return () => {
      stop();
      forgetReviewed();
    };
  }, [id]);
  return (
    <section class="list reviewed" aria-labelledby="reviews-title">
      <h2>
        <span id="reviews-title">{t("ext.reviews.about")}</span>
      </h2>
      <div class="card list-card">
        <Body workspaceId={id} />
      </div>
    </section>
  );
}

function Body({ workspaceId }: { workspaceId: string }) {
  const shown = reviewed.value;
  const problem = reviewedProblem.value;
  return (
    <>
      {problem && (
        <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void loadReviewed(workspaceId) }}>
          {problemText(problem)}
        </Notice>
      )}
      {!shown && !problem && <SkeletonRows count={4} label={t("ext.loading")} />}
      {shown?.length === 0 && <p class="nobody muted">{t("ext.reviews.none")}</p>}
      {shown && shown.length > 0 && (
        <ul>
          {shown.map((one) => (
            <ReviewRow key={one.id} node={one} />
          ))}
        </ul>
      )}
      {shown && nextReviewed.value !== null && (
        <p class="more">
          <button type="button" class="button quiet" onClick={() => void loadMoreReviewed()}>
            {t("ext.manage.more")}
          </button>
        </p>
      )}
    </>
  );
}

function ReviewRow({ node }: { node: ReviewedNode }) {
  return (
    <li class="review-row">
      <p>
        {node.url === null ? (
          <span dir="auto">{node.title}</span>
        ) : (
          <a href={`${node.url}#review`} target="_blank" rel="noreferrer" dir="auto">
            {node.title}
          </a>
        )}
        <ReviewState reviewed={node} />
      </p>
      <ReviewerList reviewed={node} />
    </li>
  );
}
