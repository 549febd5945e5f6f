import type { Review, ReviewPage } from "../../../shared/api/reviews.ts";
import { formatDate, translator } from "../../../shared/i18n/translate.ts";
import { REVIEW_NOTE_MAX } from "../../../shared/limits.ts";
import type { Decision, ReviewState } from "../../../shared/policy/review-state.ts";
import type { RequestContext } from "../../context.ts";
import { isPlayed, type ShareView } from "../../shares/share-view.ts";
import { surfacePath } from "../surface-path.ts";
import { ReviewersForm } from "./reviewers-form.tsx";

/** Why a decision could not be taken, reviewers not be named or a version not be gone back to, and what was typed. */
export type ReviewTold = { of: "decision" | "reviewers" | "versions"; error: string; typed: string; status: number };

type Props = { ctx: RequestContext; view: ShareView; told: ReviewTold | undefined };

/** By word and shape, as statuses of members are. */
const LOOKS: Record<ReviewState, string> = {
  pending: "status invited",
  approved: "status active",
  changes_requested: "status requested",
};

/** Where the review stands and who decided what, for members who may view it, and the form to decide by. */
export function ShareReview({ ctx, view, told }: Props) {
  const { review } = view;
  if (!review) return null;
  // Of an upload that is not played nobody waits for anything.
  const isWaitedFor = isPlayed(view);
  const refused = told?.of === "decision" ? told : undefined;
  const t = translator(ctx.locale);
  return (
    <section class="talk review" id="review" aria-labelledby="reviewed">
      <h2 id="reviewed">
        {t("review.title")}{" "}
        {(isWaitedFor || review.state !== "pending") && (
          <span class={LOOKS[review.state]}>{t(`review.${review.state}`)}</span>
        )}
      </h2>
      <Decisions ctx={ctx} review={review} isWaitedFor={isWaitedFor} />
      {isWaitedFor && <DecideForm ctx={ctx} view={view} refused={refused} />}
      <ReviewersForm ctx={ctx} view={view} told={told?.of === "reviewers" ? told : undefined} />
    </section>
  );
}

function DecideForm({ ctx, view, refused }: Pick<Props, "ctx" | "view"> & { refused: ReviewTold | undefined }) {
  const t = translator(ctx.locale);
  return (
    <form method="post" action={`${surfacePath(view, "/review")}#review`}>
      {refused && (
        <p class="error" role="alert">
          {refused.error}
        </p>
      )}
      <input type="hidden" name="version" value={view.media.version} />
      <label>
        {t("review.note")}
        <textarea class="field" name="text" rows={1} maxLength={REVIEW_NOTE_MAX} dir="auto" value={refused?.typed} />
      </label>
      <div>
        <Decide name="approved" label={t("review.approve")} isFirst />
        <Decide name="changes_requested" label={t("review.request_changes")} />
      </div>
    </form>
  );
}

function Decide({ name, label, isFirst = false }: { name: Decision; label: string; isFirst?: boolean }) {
  return (
    <button class={isFirst ? "button primary" : "button"} type="submit" name="decision" value={name}>
      {label}
    </button>
  );
}

/** Those who decided, then those who must and have not. */
function Decisions({ ctx, review, isWaitedFor }: { ctx: RequestContext; review: ReviewPage; isWaitedFor: boolean }) {
  const { items, required } = review;
  const t = translator(ctx.locale);
  const decided = new Set(items.map(({ membershipId }) => membershipId));
  const waiting = required.filter(({ membershipId }) => isWaitedFor && !decided.has(membershipId));
  if (items.length + waiting.length === 0) return <p class="muted">{t("review.nobody")}</p>;
  return (
    <ul>
      {items.map((one) => (
        <Decided key={one.membershipId} ctx={ctx} review={one} />
      ))}
      {waiting.map(({ membershipId, name }) => (
        <li key={membershipId}>
          <b dir="auto">{name || t("comments.someone")}</b>
          <span class={LOOKS.pending}>{t("review.waiting")}</span>
        </li>
      ))}
    </ul>
  );
}

function Decided({ ctx, review: { name, decision, note, at } }: { ctx: RequestContext; review: Review }) {
  const t = translator(ctx.locale);
  return (
    <li>
      <b dir="auto">{name || t("comments.someone")}</b>
      <span class={LOOKS[decision]}>{t(`review.${decision}`)}</span>
      <time class="muted small" dateTime={at}>
        {formatDate(ctx.locale, at)}
      </time>
      {note !== "" && <p dir="auto">{note}</p>}
    </li>
  );
}
