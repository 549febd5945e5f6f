import { useSignal } from "@preact/signals";
import { problemText, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { Notice } from "../../ui/Notice.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { addedTo } from "./add-suggested.ts";
import { Suggestions } from "./Suggestions.tsx";
import { hasMore, loadSuggestions, readProblem, suggestionsOf } from "./suggestions.ts";

const STEP = 10;

export function SuggestionsCard({ belonging, onAdded }: { belonging: Belonging; onAdded: () => void }) {
  const most = useSignal(STEP);
  const { id } = belonging.workspace;
  const known = suggestionsOf(id);
  const isEmpty = known?.length === 0 && addedTo(id).length === 0;
  return (
    <section class="card panel" aria-labelledby="suggestions-title">
      <div>
        <h2 id="suggestions-title" tabIndex={-1}>
          {t("ext.suggestions.title")}
        </h2>
        <p class="small muted">{t(isEmpty ? "ext.suggestions.none" : "ext.suggestions.note")}</p>
      </div>
      {!known && !readProblem.value && <SkeletonRows count={2} label={t("ext.loading")} />}
      {!known && readProblem.value && (
        <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void loadSuggestions(id, most.value) }}>
          {problemText(readProblem.value)}
        </Notice>
      )}
      <Suggestions belonging={belonging} most={most.value} place="suggestions-title" onAdded={onAdded} />
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
