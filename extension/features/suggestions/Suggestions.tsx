import { useEffect } from "preact/hooks";
import type { Suggestion } from "../../../shared/api/colleagues.ts";
import type { Member } from "../../../shared/api/members.ts";
import { problemText, t } from "../../language.ts";
import { stayFresh } from "../../live/stay-fresh.ts";
import type { Belonging } from "../../session/belonging.ts";
import { announce } from "../../ui/announce.ts";
import { Notice } from "../../ui/Notice.tsx";
import { draft } from "../members/invite.ts";
import { describeOutcome } from "../members/outcome.ts";
import { addedTo, addSuggested } from "./add-suggested.ts";
import { SuggestionRow } from "./SuggestionRow.tsx";
import { dismissSuggestion, loadSuggestions, suggestionProblem, suggestionsOf } from "./suggestions.ts";

const LOOK_AGAIN = 60_000;

type SuggestionsProps = {
  belonging: Belonging;
  /** How many are shown at most. */
  most: number;
  /** The id of the title above them. */
  place: string;
  onAdded: (members: Member[]) => void;
};

/** Colleagues to add with one press each, in the role that the form beside says; nothing where there are none. */
export function Suggestions({ belonging, most, place, onAdded }: SuggestionsProps) {
  const { workspace } = belonging;
  const look = () => loadSuggestions(workspace.id, most);
  useEffect(() => {
    void look();
    return stayFresh(workspace.id, LOOK_AGAIN, look);
  }, [workspace.id, most]);

  const added = addedTo(workspace.id);
  const isNew = ({ userId }: Suggestion) => added.every((one) => one.userId !== userId);
  const waiting = (suggestionsOf(workspace.id) ?? []).filter(isNew).slice(0, most);
  if (added.length + waiting.length === 0) return null;

  async function add(suggestion: Suggestion): Promise<void> {
    const result = await addSuggested(workspace.id, suggestion, draft.value.role ?? workspace.defaultRole);
    if (!result) return;
    announce(`${suggestion.email}: ${describeOutcome(result)}`);
    onAdded(result.membership ? [result.membership] : []);
  }

  return (
    <>
      {suggestionProblem.value && <Notice kind="problem">{problemText(suggestionProblem.value)}</Notice>}
      <ul class="rows suggestions" aria-label={t("ext.suggestions.title")}>
        {[...waiting, ...added].map((one) => (
          <SuggestionRow
            key={one.userId}
            suggestion={one}
            place={place}
            outcome={added.find(({ userId }) => userId === one.userId)?.outcome}
            onAdd={() => void add(one)}
            onDismiss={() => void dismissSuggestion(workspace.id, one)}
          />
        ))}
      </ul>
    </>
  );
}
