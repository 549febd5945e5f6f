import { t } from "../../language.ts";
import { beginAnother } from "./begin-another.ts";

/** An avatar or a voice is there; nothing of it is published here. */
export function KeptMedia() {
  return (
    <div class="pair">
      <button type="button" class="button quiet" onClick={beginAnother}>
        {t("ext.upload.another")}
      </button>
    </div>
  );
}
