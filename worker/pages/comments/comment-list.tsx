import type { Comment, CommentPage } from "../../../shared/api/comments.ts";
import { formatDate, translator } from "../../../shared/i18n/translate.ts";
import { clockTime } from "../../../shared/watch/moment.ts";
import type { SpokenView } from "../../comments/share-comments.ts";
import type { RequestContext } from "../../context.ts";
import { surfacePath } from "../surface-path.ts";
import { CommentActs } from "./comment-acts.tsx";
import { Mention } from "./comment-form.tsx";

type Props = { ctx: RequestContext; view: SpokenView };

/** What was said, each thread with its replies behind it, and the way to the next page; the same with script and without. */
export function CommentList({ ctx, view, page }: Props & { page: CommentPage }) {
  const t = translator(ctx.locale);
  const { items, nextCursor, reactions } = page;
  return (
    <>
      <button type="button" class="button news" data-news data-sent={t("comments.sent")} hidden>
        {t("comments.news")}
      </button>
      <div hidden data-for-form>
        <Mention ctx={ctx} view={view} />
      </div>
      {reactions.length > 0 && (
        <p class="reactions">
          <span class="unseen">{t("comments.reactions")} </span>
          {reactions.map(({ reaction, count }) => (
            <span key={reaction}>
              {reaction} <b>{new Intl.NumberFormat(ctx.locale).format(count)}</b>{" "}
            </span>
          ))}
        </p>
      )}
      {items.length === 0 && <p class="muted">{t("comments.none")}</p>}
      <ol>
        {items.map((comment) => (
          <CommentItem key={comment.id} ctx={ctx} view={view} comment={comment} />
        ))}
      </ol>
      {nextCursor !== null && (
        <a class="button" href={`${surfacePath(view, "", { comments: nextCursor })}#comments`} data-more={nextCursor}>
          {t("comments.more")}
        </a>
      )}
    </>
  );
}

function CommentItem({ ctx, view, comment }: Props & { comment: Comment }) {
  const t = translator(ctx.locale);
  const { id, author, atSeconds, parentId, body, deleted, resolved } = comment;
  const name = author.name || t("comments.someone");
  return (
    <li id={id} class={parentId === null ? undefined : "reply"} tabIndex={-1} data-resolved={resolved || undefined}>
      <span class="avatar" aria-hidden="true">
        {deleted ? "" : initials(name)}
      </span>
      <div>
        {deleted ? (
          <p class="muted">{t("comments.deleted")}</p>
        ) : (
          <>
            <p class="who">
              <b dir="auto">{name}</b>
              {author.guest && <span class="tag">{t("comments.guest")}</span>}
              {atSeconds !== null && (
                <Moment view={view} at={atSeconds} label={t("comments.at_moment", { moment: clockTime(atSeconds) })} />
              )}
              <span class="muted small">
                <time dateTime={comment.createdAt}>{formatDate(ctx.locale, comment.createdAt)}</time>
                {comment.editedAt !== null && ` · ${t("comments.edited")}`}
              </span>
              {resolved && <span class="status active">{t("comments.resolved")}</span>}
            </p>
            <p class="said-so" dir="auto" data-reaction={comment.reaction || undefined}>
              {body}
            </p>
            <CommentActs ctx={ctx} view={view} comment={comment} name={name} />
          </>
        )}
      </div>
    </li>
  );
}

function Moment({ view, at, label }: { view: SpokenView; at: number; label: string }) {
  return (
    <a class="moment" href={surfacePath(view, "", { t: String(Math.floor(at)) })} data-at={at} aria-label={label}>
      {clockTime(at)}
    </a>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...(word ?? "")][0] ?? "");
  return letters.join("").toUpperCase();
}
