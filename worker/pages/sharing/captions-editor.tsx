import { translator } from "../../../shared/i18n/translate.ts";
import { languageName } from "../../../shared/languages.ts";
import type { RequestContext } from "../../context.ts";
import { sharePath } from "../../shares/share-asked.ts";
import type { ShareView } from "../../shares/share-view.ts";
import { FieldError } from "./field-error.tsx";
import type { CaptionsEdited } from "./sharing-said.ts";

type Props = { ctx: RequestContext; view: ShareView; node: string | undefined; said: CaptionsEdited };

/** The captions of one language as text, each cue with its times, to be mended by hand. */
export function CaptionsEditor({ ctx, view, node, said }: Props) {
  const t = translator(ctx.locale);
  const { language, text, was, error } = said;
  const wrong = error === undefined ? {} : { "aria-invalid": true };
  const describedBy = error === undefined ? "cues-hint" : "captions-error cues-hint";
  return (
    <form class="cues" method="post" action={`${sharePath(view.share.slug, "/captions", { node })}#sharing`}>
      <input type="hidden" name="language" value={language} />
      <input type="hidden" name="was" value={was} />
      <label for="cues">{t("sharing.edit_cues", { language: languageName(ctx.locale, language) })}</label>
      <p id="cues-hint" class="muted">
        {t("sharing.edit_hint")}
      </p>
      <textarea
        class="field"
        id="cues"
        name="text"
        rows={14}
        lang={language}
        dir="auto"
        spellcheck={false}
        required
        aria-describedby={describedBy}
        {...wrong}
        value={text}
      />
      <FieldError of="captions" error={error} />
      <div>
        <button class="button primary" type="submit">
          {t("sharing.save_cues")}
        </button>
        <a class="button quiet" href={`${sharePath(view.share.slug, "", { node })}#sharing`}>
          {t("sharing.leave_cues")}
        </a>
      </div>
    </form>
  );
}
