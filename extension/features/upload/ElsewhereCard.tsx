import { useEffect, useRef } from "preact/hooks";
import { t } from "../../language.ts";
import { openUploadTab } from "./open-upload-tab.ts";

/** Another tab has the uploads. This one goes on by itself once that one is done or closed. */
export function ElsewhereCard() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="card panel" aria-labelledby="elsewhere-title">
      <h2 id="elsewhere-title" ref={heading} tabIndex={-1}>
        {t("ext.upload.elsewhere")}
      </h2>
      <p class="small muted">{t("ext.upload.elsewhere_note")}</p>
      <button type="button" class="button primary" onClick={() => void openUploadTab()}>
        {t("ext.upload.show_tab")}
      </button>
    </section>
  );
}
