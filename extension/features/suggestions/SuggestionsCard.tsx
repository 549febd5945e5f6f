import { useSignal } from "@preact/signals";
import { t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { addedTo } from "./add-suggested.ts";
import { Suggestions } from "./Suggestions.tsx";
import { hasMore, suggestionsOf } from "./suggestions.ts";

const STEP = 10;

export function SuggestionsCard({ belonging, onAdded }: { belonging: Belonging; onAdded: () => void }) {
  const most = useSignal(STEP);
  const { id } = belonging.workspace;
  const isEmpty = suggestionsOf(id).length + addedTo(id).length === 0;
  return (
    <section class="card panel" aria-labelledby="suggestions-title">
      <div>
        <h2 id="suggestions-title">{t("ext.suggestions.title")}</h2>
        <p class="small muted">{t(isEmpty ? "ext.suggestions.none" : "ext.suggestions.note")}</p>
      </div>
      <Suggestions belonging={belonging} most={most.value} onAdded={onAdded} />
      {hasMore(id) && (
        <button
          type="button"
          class="button quiet"
          onClick={() => {
            most.value += STEP;
          }}
        >
          {t("ext.manage.more")}
        </button>
      )}
    </section>
  );
}
