import type { InvitationResult } from "../../../shared/api/members.ts";
import { t } from "../../language.ts";
import { describeOutcome } from "./outcome.ts";

/** What became of each invitation, an address a line. */
export function OutcomeList({ results }: { results: InvitationResult[] }) {
  return (
    // Long lists scroll, for which the keyboard needs somewhere to stand.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <ul class="outcomes" aria-label={t("ext.invite.results")} tabIndex={0}>
      {results.map((result) => (
        <li key={result.email} class={`outcome ${result.outcome}`}>
          <span class="address" title={result.email}>
            {result.email}
          </span>
          <span>{describeOutcome(result)}</span>
        </li>
      ))}
    </ul>
  );
}
