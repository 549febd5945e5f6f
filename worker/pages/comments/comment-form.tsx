import { translator } from "../../../shared/i18n/translate.ts";
import { COMMENT_MAX, NAME_MAX } from "../../../shared/limits.ts";
import { OFFERED_REACTIONS } from "../../../shared/reactions.ts";
import type { SpokenView } from "../../comments/share-comments.ts";
import type { RequestContext } from "../../context.ts";
import { surfacePath } from "../surface-path.ts";
import type { CommentTyped } from "./comments-told.ts";

type Props = { ctx: RequestContext; view: SpokenView };

/** To say something, at a moment or of the whole; sent as any form where there is no script. */
export function CommentForm({ ctx, view, typed, error }: Props & { typed?: CommentTyped; error?: string }) {
  const t = translator(ctx.locale);
  const plays = view.node.kind !== "avatar";
  return (
    <form class="speak" method="post" action={surfacePath(view, "/comments")} data-speak>
      {error !== undefined && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      {typed?.parent && <input type="hidden" name="parent" value={typed.parent} />}
      <NameField ctx={ctx} view={view} typed={typed?.name} />
      <Words label={t("comments.text")} value={typed?.text} />
      <div>
        {plays && (
          <label>
            {t("comments.at")}{" "}
            <input
              class="field"
              name="at"
              inputMode="decimal"
              size={7}
              maxLength={12}
              placeholder="0:00"
              value={typed?.at}
            />
          </label>
        )}
        <button class="button primary" type="submit">
          {t("comments.send")}
        </button>
        <ReactionButtons ctx={ctx} />
      </div>
      <p class="small muted">{t("comments.who_reads")}</p>
    </form>
  );
}

/** Sent by one press, whatever stands in the form. After the button that says something, which a line's end presses. */
function ReactionButtons({ ctx }: Pick<Props, "ctx">) {
  return (
    <fieldset class="react" aria-label={translator(ctx.locale)("comments.react")}>
      {OFFERED_REACTIONS.map((reaction) => (
        <button key={reaction} class="button quiet" type="submit" name="reaction" value={reaction} formNoValidate>
          {reaction}
        </button>
      ))}
    </fieldset>
  );
}

type WordsProps = { label: string; value?: string | undefined; unseen?: boolean };

/** What is said, under a label that a heading beside it may stand for. */
export function Words({ label, value = "", unseen = false }: WordsProps) {
  return (
    <label>
      <span class={unseen ? "unseen" : undefined}>{label}</span>
      <textarea class="field" name="text" rows={2} maxLength={COMMENT_MAX} required dir="auto" value={value} />
    </label>
  );
}

/** For whoever has said no name yet and is no member. */
export function NameField({ ctx, view, typed }: Props & { typed?: string | undefined }) {
  const { user, membership } = view.speaking;
  if (user?.name || membership) return null;
  return (
    <label>
      {translator(ctx.locale)("comments.name")}
      <input class="field" name="name" maxLength={NAME_MAX} required autoComplete="name" value={typed} />
    </label>
  );
}

/** For members, once script is there to find others by: who is chosen is told. */
export function Mention({ ctx, view }: Props) {
  const { membership } = view.speaking;
  if (!membership) return null;
  const t = translator(ctx.locale);
  return (
    <details class="mention" data-mention={`/api/v1/workspaces/${membership.workspaceId}/members`}>
      <summary class="button quiet">{t("comments.mention")}</summary>
      <input type="search" class="field" aria-label={t("comments.mention_search")} autoComplete="off" />
      <fieldset aria-label={t("comments.mention_found")} data-found />
    </details>
  );
}
