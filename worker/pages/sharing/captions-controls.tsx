import { pluralKey } from "../../../shared/i18n/message.ts";
import { translator } from "../../../shared/i18n/translate.ts";
import { languageName } from "../../../shared/languages.ts";
import { trackVersion } from "../../captions/expected-track.ts";
import type { CaptionTrackRow } from "../../captions/present.ts";
import type { RequestContext } from "../../context.ts";
import { sharePath } from "../../shares/share-asked.ts";
import type { ShareView } from "../../shares/share-view.ts";
import { FieldError } from "./field-error.tsx";
import { LanguageOptions } from "./language-options.tsx";
import type { SharingSaid } from "./sharing-said.ts";

type Props = { ctx: RequestContext; view: ShareView; node: string | undefined; said: SharingSaid };

/** The captions there are, and the forms to add, replace and remove them. */
export function CaptionsControls({ ctx, view, node, said }: Props) {
  const t = translator(ctx.locale);
  const { share, captions } = view;
  const error = said.kind === "captions" ? said.error : undefined;
  const chosen = said.kind === "captions" ? said.language : "";
  const isWrong = error === undefined ? {} : { "aria-invalid": true, "aria-describedby": "captions-error" };
  return (
    <section class="tracks" aria-labelledby="captions">
      <h2 id="captions">{t("sharing.captions")}</h2>
      {captions.length === 0 && <p class="muted">{t("sharing.no_captions")}</p>}
      <ul>
        {captions.map((track) => (
          <Track
            key={track.language}
            ctx={ctx}
            track={track}
            action={sharePath(share.slug, "/captions/remove", { node })}
            edit={sharePath(share.slug, "", { node, edit: track.language })}
            error={said.kind === "removal" && said.language === track.language ? said.error : undefined}
          />
        ))}
      </ul>
      <form
        method="post"
        enctype="multipart/form-data"
        action={`${sharePath(share.slug, "/captions", { node })}#sharing`}
        autocomplete="off"
      >
        <div>
          <label for="captions-file">{t("sharing.file")}</label>
          <input class="field" type="file" id="captions-file" name="file" accept=".vtt,.srt" required {...isWrong} />
        </div>
        <div>
          <label for="captions-language">{t("sharing.language")}</label>
          <select class="field" id="captions-language" name="language" required {...isWrong}>
            <LanguageOptions ctx={ctx} chosen={chosen} besides={captions} />
          </select>
        </div>
        <button class="button" type="submit">
          {t("sharing.put")}
        </button>
        <FieldError of="captions" error={error} />
      </form>
    </section>
  );
}

type TrackProps = {
  ctx: RequestContext;
  track: CaptionTrackRow;
  action: string;
  edit: string;
  /** Why it was not taken away. */
  error: string | undefined;
};

/** Asked twice, since it is gone at once. */
function Track({ ctx, track, action, edit, error }: TrackProps) {
  const t = translator(ctx.locale);
  const { language, label, cues } = track;
  return (
    <li>
      <b lang={language} dir="auto">
        {label}
      </b>
      <span class="muted">{t(pluralKey(ctx.locale, "captions.cues", cues), { count: cues })}</span>
      <a class="button quiet" href={`${edit}#sharing`}>
        {t("sharing.edit")}
        <span class="unseen"> {label}</span>
      </a>
      <details open={error !== undefined}>
        <summary class="button quiet">
          {t("sharing.remove")}
          <span class="unseen"> {label}</span>
        </summary>
        <form method="post" action={`${action}#sharing`}>
          <input type="hidden" name="was" value={trackVersion(track.r2Key)} />
          <FieldError of={`removal-${language}`} error={error} />
          <button
            class="button"
            type="submit"
            name="language"
            value={language}
            aria-describedby={error === undefined ? undefined : `removal-${language}-error`}
          >
            {t("sharing.remove_sure", { language: languageName(ctx.locale, language) })}
          </button>
        </form>
      </details>
    </li>
  );
}
