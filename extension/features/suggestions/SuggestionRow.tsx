import { useRef } from "preact/hooks";
import type { Suggestion } from "../../../shared/api/colleagues.ts";
import type { InvitationOutcome } from "../../../shared/api/members.ts";
import { t } from "../../language.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useFocusPassedOn } from "../../ui/use-focus-passed-on.ts";
import { describeOutcome } from "../members/outcome.ts";
import { StatusLabel } from "../members/StatusLabel.tsx";

type SuggestionRowProps = {
  suggestion: Suggestion;
  /** Set once they were added. */
  outcome: InvitationOutcome | undefined;
  /** The id of where the focus goes when the row does. */
  place: string;
  onAdd: () => void;
  onDismiss: () => void;
};

export function SuggestionRow({ suggestion, outcome, place, onAdd, onDismiss }: SuggestionRowProps) {
  const row = useRef<HTMLLIElement>(null);
  useFocusPassedOn(row, place);
  const { name, email } = suggestion;
  const who = name === "" ? email : name;
  function add(): void {
    // The button gives way to what became of it.
    row.current?.focus();
    onAdd();
  }
  return (
    <li ref={row} class="row" tabIndex={-1}>
      <Avatar label={who} />
      <span class="who">
        <strong title={who}>{who}</strong>
        <span class="small muted" title={email}>
          {name === "" ? t("ext.suggestions.on_foyer") : `${email} · ${t("ext.suggestions.on_foyer")}`}
        </span>
      </span>
      {outcome === undefined ? (
        <>
          <button type="button" class="button" aria-label={t("ext.suggestions.add_long", { who })} onClick={add}>
            {t("ext.suggestions.add")}
          </button>
          <button
            type="button"
            class="dismiss"
            aria-label={t("ext.suggestions.dismiss", { who })}
            title={t("ext.suggestions.dismiss", { who })}
            onClick={onDismiss}
          >
            <Icon name="close" />
          </button>
        </>
      ) : (
        <Outcome outcome={outcome} />
      )}
    </li>
  );
}

function Outcome({ outcome }: { outcome: InvitationOutcome }) {
  if (outcome === "invited") return <StatusLabel status="invited" />;
  return <span class="small muted">{describeOutcome({ outcome })}</span>;
}
