import { problemText, t } from "../../language.ts";
import { Notice } from "../../ui/Notice.tsx";
import { badAddresses, inviteProblem, results } from "./invite.ts";
import { describeOutcome } from "./outcome.ts";

/** What became of the invitations just sent, each for itself; or why none could be. */
export function InviteOutcome({ seatless, seats }: { seatless: boolean; seats: number }) {
  const [bad] = badAddresses.value;
  if (bad !== undefined) return <Notice kind="problem">{t("ext.invite.bad", { text: bad })}</Notice>;
  if (inviteProblem.value) return <Notice kind="problem">{problemText(inviteProblem.value)}</Notice>;
  if (results.value.length > 0) return <Results />;
  if (seatless) return <Notice kind="hint">{t("ext.seats.none", { seats })}</Notice>;
  return null;
}

function Results() {
  return (
    <ul class="outcomes" aria-label={t("ext.invite.results")}>
      {results.value.map((result) => (
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
