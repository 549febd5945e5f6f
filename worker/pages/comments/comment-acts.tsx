import type { ComponentChildren } from "preact";
import type { Comment } from "../../../shared/api/comments.ts";
import { translator } from "../../../shared/i18n/translate.ts";
import type { SpokenView } from "../../comments/share-comments.ts";
import type { RequestContext } from "../../context.ts";
import { surfacePath } from "../surface-path.ts";
import { Mention, NameField, Words } from "./comment-form.tsx";

type Props = {
  ctx: RequestContext;
  view: SpokenView;
  comment: Comment /** As the page calls its author. */;
  name: string;
};

/** What whoever looks may do with a comment, as the list says: what takes words or cannot be undone opens first. */
export function CommentActs({ ctx, view, comment, name }: Props) {
  const t = translator(ctx.locale);
  const { id, abilities, resolved } = comment;
  if (abilities.length === 0) return null;
  const path = surfacePath(view, `/comments/${id}`);
  return (
    <div class="acts">
      {abilities.includes("reply") && (
        <Opened label={t("comments.reply")} long={t("comments.reply_to", { name })}>
          <form method="post" action={surfacePath(view, "/comments")}>
            <input type="hidden" name="parent" value={id} />
            <NameField ctx={ctx} view={view} />
            <Words label={t("comments.reply_to", { name })} unseen />
            <Mention ctx={ctx} view={view} />
            <button class="button primary" type="submit">
              {t("comments.reply")}
            </button>
          </form>
        </Opened>
      )}
      {abilities.includes("resolve") && (
        <Act path={path} act={resolved ? "reopen" : "resolve"}>
          <button class="button quiet" type="submit">
            {t(resolved ? "comments.reopen" : "comments.resolve")}
          </button>
        </Act>
      )}
      {abilities.includes("edit") && (
        <Opened label={t("comments.edit")} long={t("comments.edit_own")}>
          <Act path={path} act="edit">
            <Words label={t("comments.edit_own")} value={comment.body} unseen />
            <button class="button primary" type="submit">
              {t("comments.save")}
            </button>
          </Act>
        </Opened>
      )}
      {abilities.includes("delete") && (
        <Opened label={t("comments.delete")} long={t("comments.delete_of", { name })}>
          <Act path={path} act="delete">
            <p>{t("comments.delete_sure")}</p>
            <button class="button" type="submit">
              {t("comments.delete")}
            </button>
          </Act>
        </Opened>
      )}
    </div>
  );
}

function Opened({ label, long, children }: { label: string; long: string; children: ComponentChildren }) {
  return (
    <details>
      <summary class="button quiet" aria-label={long}>
        {label}
      </summary>
      {children}
    </details>
  );
}

function Act({ path, act, children }: { path: string; act: string; children: ComponentChildren }) {
  return (
    <form method="post" action={path}>
      <input type="hidden" name="act" value={act} />
      {children}
    </form>
  );
}
