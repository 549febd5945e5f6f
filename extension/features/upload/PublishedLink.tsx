import { t } from "../../language.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { password, visibility } from "./publish.ts";
import { leaveArrived } from "./upload-queue.ts";

/** What to pass on: the link, and the password where there is one. */
export function PublishedLink({ url }: { url: string }) {
  return (
    <>
      <p class={`small visibility ${visibility.value}`}>{t(`ext.visibility.${visibility.value}`)}</p>
      <div class="to-pass-on">
        <ReadOnly label={t("ext.upload.link")} text={url} copy={t("ext.copy")} look="primary" />
        {visibility.value === "password" && (
          <ReadOnly label={t("visibility.password")} text={password.value} copy={t("ext.password.copy")} look="quiet" />
        )}
      </div>
      <div class="pair">
        <a class="button quiet" href={url} target="_blank" rel="noreferrer">
          {t("ext.upload.open_page")}
        </a>
        <button type="button" class="button quiet" onClick={leaveArrived}>
          {t("ext.upload.another")}
        </button>
      </div>
    </>
  );
}

type ReadOnlyProps = { label: string; text: string; copy: string; look: "primary" | "quiet" };

function ReadOnly({ label, text, copy, look }: ReadOnlyProps) {
  return (
    <div class="field-and-button">
      <input class="field" readOnly value={text} aria-label={label} onFocus={(event) => event.currentTarget.select()} />
      <CopyButton text={text} look={look} label={copy} />
    </div>
  );
}
