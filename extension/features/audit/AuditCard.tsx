import { useEffect, useRef } from "preact/hooks";
import { t } from "../../language.ts";
import { comesFromAudit, isAuditOpen } from "./audit.ts";

/** Opens the log, which takes a view of its own. */
export function AuditCard() {
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (comesFromAudit()) opener.current?.focus();
  }, []);
  return (
    <section class="card panel" aria-labelledby="audit-title">
      <div>
        <h2>
          <span id="audit-title">{t("ext.audit.title")}</span>
          <button
            ref={opener}
            type="button"
            class="button quiet"
            onClick={() => {
              isAuditOpen.value = true;
            }}
          >
            {t("ext.audit.open")}
          </button>
        </h2>
        <p class="small muted">{t("ext.audit.note")}</p>
      </div>
    </section>
  );
}
