import { translator } from "../../../shared/i18n/translate.ts";
import { isSpoken } from "../../comments/share-comments.ts";
import type { RequestContext } from "../../context.ts";
import type { ShareView } from "../../shares/share-view.ts";
import { surfacePath } from "../surface-path.ts";
import { CommentForm } from "./comment-form.tsx";
import { CommentList } from "./comment-list.tsx";
import type { CommentsTold } from "./comments-told.ts";

type Props = { ctx: RequestContext; view: ShareView; told: CommentsTold | undefined };

/** What is said of what is shared, where comments are on. They come when asked for: a page is there before them. */
export function ShareComments({ ctx, view, told }: Props) {
  if (!isSpoken(view)) return null;
  const t = translator(ctx.locale);
  const wrong = told?.error === undefined ? {} : { error: told.error, typed: told.typed };
  return (
    <section class="talk" id="comments" aria-labelledby="talk" data-comments={surfacePath(view, "/comments")}>
      <h2 id="talk" tabIndex={-1}>
        {t("comments.title")}
      </h2>
      {!view.closed && <CommentForm ctx={ctx} view={view} {...wrong} />}
      <div data-list={told ? "here" : ""}>
        {told ? (
          <CommentList ctx={ctx} view={view} page={told.page} />
        ) : (
          <a href={`${surfacePath(view, "", { comments: "" })}#comments`}>{t("comments.read")}</a>
        )}
      </div>
      <p class="muted" role="status" data-told data-failed={t("comments.failed")} />
    </section>
  );
}

/** Below the picture, where comments speak of its moments: filled by script, for whoever points. */
export function CommentMarks({ view }: Pick<Props, "view">) {
  const { duration } = view.media;
  if (!isSpoken(view) || duration === null) return null;
  return <svg class="pins" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" data-pins={duration} />;
}
