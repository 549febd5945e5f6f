import { problemText, t } from "../../language.ts";
import { Notice } from "../../ui/Notice.tsx";
import { badAddresses, inviteProblem, results } from "./invite.ts";
import { OutcomeList } from "./OutcomeList.tsx";

/** What became of the invitations just sent, each for itself; or why none could be. */
export function InviteOutcome({ seatless, seats }: { seatless: boolean; seats: number }) {
  const [bad] = badAddresses.value;
  if (bad !== undefined) return <Notice kind="problem">{t("ext.invite.bad", { text: bad })}</Notice>;
  if (inviteProblem.value || results.value.length > 0) {
    return (
      <>
        {inviteProblem.value && <Notice kind="problem">{problemText(inviteProblem.value)}</Notice>}
        {results.value.length > 0 && <OutcomeList results={results.value} />}
      </>
    );
  }
  if (seatless) return <Notice kind="hint">{t("ext.seats.none", { seats })}</Notice>;
  return null;
}
