import type { MyInvitation } from "../../../shared/api/accounts.ts";
import { problemText, t } from "../../language.ts";
import { me } from "../../session/me.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { announce } from "../../ui/announce.ts";
import { Notice } from "../../ui/Notice.tsx";
import { acceptInvitation, answering, answerProblem, declineInvitation } from "./my-invitations.ts";

/** Invitations addressed to the person signed in, to answer in place. */
export function MyInvitations() {
  const invitations = me.value?.invitations ?? [];
  if (invitations.length === 0 && !answerProblem.value) return null;
  return (
    <section aria-labelledby="invitations-title">
      <h2>
        <span id="invitations-title">
          {t("ext.invitations.title")}
          {invitations.length > 0 && <span class="badge">{invitations.length}</span>}
        </span>
      </h2>
      {answerProblem.value && <Notice kind="problem">{problemText(answerProblem.value)}</Notice>}
      <ul class="rows">
        {invitations.map((invitation) => (
          <InvitationRow key={invitation.membershipId} invitation={invitation} />
        ))}
      </ul>
    </section>
  );
}

function InvitationRow({ invitation }: { invitation: MyInvitation }) {
  const { workspace, role, membershipId } = invitation;
  const isBusy = answering.value === membershipId;
  async function accept(): Promise<void> {
    if (await acceptInvitation(invitation)) announce(t("ext.invitations.joined", { name: workspace.name }));
  }
  return (
    <li class="row">
      <Avatar label={workspace.name} square />
      <span class="who">
        <strong title={workspace.name}>{workspace.name}</strong>
        <span class="small muted">{t(`role.${role}`)}</span>
      </span>
      <button
        type="button"
        class="button"
        disabled={isBusy}
        aria-label={t("ext.invitations.decline_long", { name: workspace.name })}
        onClick={() => void declineInvitation(invitation)}
      >
        {t("invite.decline")}
      </button>
      <button
        type="button"
        class="button primary"
        disabled={isBusy}
        aria-label={t("ext.invitations.accept_long", { name: workspace.name })}
        onClick={() => void accept()}
      >
        {t("ext.invitations.accept")}
      </button>
    </li>
  );
}
