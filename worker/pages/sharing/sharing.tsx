import { pluralKey } from "../../../shared/i18n/message.ts";
import { translator } from "../../../shared/i18n/translate.ts";
import type { RequestContext } from "../../context.ts";
import { sharePath } from "../../shares/share-asked.ts";
import { type CollectionView, hasControls, type ShareFrame, type ShareView } from "../../shares/share-view.ts";
import { minify } from "../layout.tsx";
import { CaptionsControls } from "./captions-controls.tsx";
import { CaptionsEditor } from "./captions-editor.tsx";
import { ChaptersControls } from "./chapters-controls.tsx";
import { SettingsForm } from "./settings-form.tsx";
import sharingStyles from "./sharing.css";
import type { SharingSaid } from "./sharing-said.ts";

/** The style sheets of a page, for viewers and, with that of the controls, for those who see them. */
export function sharingSheets(css: string): (view: ShareFrame) => string {
  const forViewers = minify(css);
  const forEditors = minify(`${css}\n${sharingStyles}`);
  return (view) => (hasControls(view) ? forEditors : forViewers);
}

type Props = { ctx: RequestContext; view: ShareView | CollectionView; said: SharingSaid };

/** What a share lets in and its captions, to be changed on the page itself, by those who may and without script. */
export function Sharing({ ctx, view, said }: Props) {
  if (!hasControls(view)) return null;
  const t = translator(ctx.locale);
  const { share, mayShare, mayCaption } = view;
  const place = view.kind === "item" ? view.place : null;
  const node = place ? view.node.id : undefined;
  return (
    <details
      class="sharing"
      id="sharing"
      open={said.kind !== "nothing"}
      data-page={sharePath(share.slug, "", { node })}
    >
      <summary>
        <b>{t(mayShare ? "sharing.title" : "sharing.only_captions")}</b>
        {mayShare && <span class="muted">{t(`visibility.${share.visibility}`)}</span>}
      </summary>
      <Said ctx={ctx} said={said} />
      {mayShare && place && <p class="muted">{t("sharing.of_collection", { collection: place.collection })}</p>}
      {mayShare && <SettingsForm ctx={ctx} view={view} node={node} said={said} />}
      {mayCaption && view.kind === "item" && <CaptionsControls ctx={ctx} view={view} node={node} said={said} />}
      {mayCaption && view.kind === "item" && <ChaptersControls ctx={ctx} view={view} node={node} said={said} />}
      {view.kind === "item" && said.kind === "edit" && <CaptionsEditor ctx={ctx} view={view} node={node} said={said} />}
    </details>
  );
}

function isEdit(said: SharingSaid) {
  return said.kind === "edit" || said.kind === "chapters";
}

function Said({ ctx, said }: Pick<Props, "ctx" | "said">) {
  const t = translator(ctx.locale);
  if (said.kind === "nothing" || (isEdit(said) && said.error === undefined)) return null;
  if (said.kind !== "saved") {
    return (
      <p class="error" role="alert">
        {t("sharing.not_saved")}
      </p>
    );
  }
  const { what, leftOut } = said;
  return (
    <p class="saved" role="status">
      {t(`sharing.saved_${what}`)}
      {leftOut === 0 ? null : ` ${t(pluralKey(ctx.locale, "sharing.left_out", leftOut), { count: leftOut })}`}
    </p>
  );
}
