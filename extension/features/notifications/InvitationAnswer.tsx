import { t } from "../../language.ts";
import { me } from "../../session/me.ts";
import { say, sayProblem } from "../manage/toast.ts";
import { acceptInvitation, answering, answerProblem, declineInvitation } from "../members/my-invitations.ts";
import { Decide } from "./Decide.tsx";

/** An invitation that is still good, to be answered from where one was told of it. */
export function InvitationAnswer({ membershipId }: { membershipId: string | null }) {
  const invitation = me.value?.invitations.find((one) => one.membershipId === membershipId);
  if (!invitation) return null;
  const { name } = invitation.workspace;
  const isBusy = answering.value === membershipId;

  async function answer(respond: typeof acceptInvitation, done: string): Promise<void> {
    if (isBusy) return;
    if (invitation && (await respond(invitation))) say(done);
    else if (answerProblem.value) sayProblem(answerProblem.value);
  }

  return (
    <Decide>
      <button
        type="button"
        class="button"
        aria-disabled={isBusy}
        aria-label={t("ext.invitations.decline_long", { name })}
        onClick={() => void answer(declineInvitation, t("ext.invitations.declined", { name }))}
      >
        {t("invite.decline")}
      </button>
      <button
        type="button"
        class="button primary"
        aria-disabled={isBusy}
        aria-label={t("ext.invitations.accept_long", { name })}
        onClick={() => void answer(acceptInvitation, t("ext.invitations.joined", { name }))}
      >
        {t("ext.invitations.accept")}
      </button>
    </Decide>
  );
}
