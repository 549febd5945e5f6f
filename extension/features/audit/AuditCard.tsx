import { t } from "../../language.ts";
import { SettingsCard } from "../settings/SettingsCard.tsx";
import { isAuditOpen } from "./audit.ts";

/** Opens the log, which takes a view of its own. */
export function AuditCard() {
  return (
    <SettingsCard
      name="audit"
      note={t("ext.audit.note")}
      action={
        <button
          type="button"
          class="button quiet"
          onClick={() => {
            isAuditOpen.value = true;
          }}
        >
          {t("ext.audit.open")}
        </button>
      }
    />
  );
}
