import { pluralKey } from "../../../shared/i18n/message.ts";
import { translator } from "../../../shared/i18n/translate.ts";
import { ownNameOf } from "../../captions/present.ts";
import type { ChapterTrackRow } from "../../chapters/present.ts";
import type { RequestContext } from "../../context.ts";
import { sharePath } from "../../shares/share-asked.ts";
import type { ShareView } from "../../shares/share-view.ts";
import { FieldError, wrong } from "./field-error.tsx";
import { LanguageOptions } from "./language-options.tsx";
import type { ChaptersEdited, SharingSaid } from "./sharing-said.ts";

type Props = { ctx: RequestContext; view: ShareView; node: string | undefined; said: SharingSaid };

const NEW: ChaptersEdited = { kind: "chapters", language: "", text: "", was: "" };

/** The chapters there are, and the form to write and mend them, a line each; without a line they are taken away. */
export function ChaptersControls({ ctx, view, node, said }: Props) {
  const t = translator(ctx.locale);
  const { share, chapters } = view;
  const edited = said.kind === "chapters" ? said : NEW;
  const { language, text, was, error } = edited;
  return (
    <section class="tracks" aria-labelledby="chapters-set">
      <h2 id="chapters-set">{t("share.chapters")}</h2>
      {chapters.length > 0 && (
        <ul>
          {chapters.map((track) => (
            <Track
              key={track.language}
              ctx={ctx}
              track={track}
              edit={sharePath(share.slug, "", { node, edit: track.language, kind: "chapters" })}
            />
          ))}
        </ul>
      )}
      <form
        class="lines"
        method="post"
        action={`${sharePath(share.slug, "/chapters", { node })}#sharing`}
        autocomplete="off"
      >
        <input type="hidden" name="was" value={was} />
        <div>
          <label for="chapter-lines">{t("sharing.chapter_lines")}</label>
          <textarea
            class="field"
            id="chapter-lines"
            name="text"
            rows={text === "" ? 4 : 10}
            dir="auto"
            lang={language || undefined}
            value={text}
            {...wrong("chapter-lines", error)}
          />
          <FieldError of="chapter-lines" error={error} />
          <p class="muted" id="chapter-lines-hint">
            {t("sharing.chapter_hint")}
            {was === "" ? null : ` ${t("sharing.chapter_none")}`}
          </p>
        </div>
        <div>
          <label for="chapter-language">{t("sharing.chapter_language")}</label>
          <select class="field" id="chapter-language" name="language" required>
            <LanguageOptions ctx={ctx} chosen={language} besides={labelled(chapters)} only={was !== ""} />
          </select>
        </div>
        <button class="button" type="submit">
          {t("sharing.save_chapters")}
        </button>
      </form>
    </section>
  );
}

function Track({ ctx, track, edit }: { ctx: RequestContext; track: ChapterTrackRow; edit: string }) {
  const t = translator(ctx.locale);
  const { language, chapters } = track;
  const label = ownNameOf(language);
  return (
    <li>
      <b lang={language} dir="auto">
        {label}
      </b>
      <span class="muted">
        {t(pluralKey(ctx.locale, "sharing.chapters", chapters.length), { count: chapters.length })}
      </span>
      <a class="button quiet" href={`${edit}#chapters-set`}>
        {t("sharing.edit")}
        <span class="unseen">
          {" "}
          {t("share.chapters")} {label}
        </span>
      </a>
    </li>
  );
}

function labelled(tracks: readonly ChapterTrackRow[]) {
  return tracks.map(({ language }) => ({ language, label: ownNameOf(language) }));
}
