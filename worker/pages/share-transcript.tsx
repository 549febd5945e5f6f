import { translator } from "../../shared/i18n/translate.ts";
import type { SpokenText } from "../captions/spoken-text.ts";
import type { ShareMediaProps } from "./share-media.tsx";
import { surfacePath } from "./surface-path.ts";

type Props = Pick<ShareMediaProps, "ctx" | "view"> & { spoken: SpokenText };

/** What is said, to read; longer texts as a page of their own, other languages as their captions. */
export function ShareTranscript({ ctx, view, spoken }: Props) {
  const t = translator(ctx.locale);
  const { track, others, paragraphs, goesOn } = spoken;
  const captionsIn = (language: string) => surfacePath(view, `/captions/${language}.vtt`);
  return (
    <section class="spoken" aria-labelledby="spoken">
      <h2 id="spoken">{t("share.transcript")}</h2>
      <div lang={track.language} dir="auto">
        {paragraphs.map((text, at) => (
          <p key={at}>{text}</p>
        ))}
      </div>
      {goesOn && (
        <p>
          <a href={surfacePath(view, "/transcript", { lang: track.language })}>{t("share.transcript_goes_on")}</a>
        </p>
      )}
      {others.length > 0 && (
        <p class="muted">
          {t("share.transcript_in")}{" "}
          {others.map(({ language, label }, at) => (
            <>
              {at > 0 && ", "}
              <a key={language} href={captionsIn(language)} hreflang={language} lang={language} download>
                {label}
              </a>
            </>
          ))}
        </p>
      )}
    </section>
  );
}
