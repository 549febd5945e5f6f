import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import type { MyInvitation } from "../../../shared/api/accounts.ts";
import { problemText, t } from "../../language.ts";
import { me } from "../../session/me.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { announce } from "../../ui/announce.ts";
import { Notice } from "../../ui/Notice.tsx";
import { useFocusPassedOn } from "../../ui/use-focus-passed-on.ts";
import { acceptInvitation, answering, answerProblem, declineInvitation } from "./my-invitations.ts";

/** Invitations addressed to the person signed in, to answer in place. */
export function MyInvitations() {
  const invitations = me.value?.invitations ?? [];
  return invitations.length === 0 && !answerProblem.value ? null : <Invitations invitations={invitations} />;
}

function Invitations({ invitations }: { invitations: readonly MyInvitation[] }) {
  const section = useRef<HTMLElement>(null);
  const title = useRef<HTMLSpanElement>(null);
  useFocusPassedOn(section, "popup-main");
  return (
    <section ref={section} aria-labelledby="invitations-title">
      <h2>
        <span ref={title} id="invitations-title" tabIndex={-1}>
          {t("ext.invitations.title")}
          {invitations.length > 0 && <span class="badge">{invitations.length}</span>}
        </span>
      </h2>
      {answerProblem.value && <Notice kind="problem">{problemText(answerProblem.value)}</Notice>}
      <ul class="rows">
        {invitations.map((invitation) => (
          <InvitationRow key={invitation.membershipId} invitation={invitation} place={title} />
        ))}
      </ul>
    </section>
  );
}

type InvitationRowProps = {
  invitation: MyInvitation;
  /** Where the focus goes when the row does. */
  place: RefObject<HTMLElement | null>;
};

function InvitationRow({ invitation, place }: InvitationRowProps) {
  const { workspace, role, membershipId } = invitation;
  const row = useRef<HTMLLIElement>(null);
  useFocusPassedOn(row, place);
  const isBusy = answering.value === membershipId;
  async function answer(respond: typeof acceptInvitation, done: string): Promise<void> {
    if (!isBusy && (await respond(invitation))) announce(done);
  }
  return (
    <li ref={row} class="row">
      <Avatar label={workspace.name} square />
      <span class="who">
        <strong title={workspace.name}>{workspace.name}</strong>
        <span class="small muted">{t(`role.${role}`)}</span>
      </span>
      <button
        type="button"
        class="button"
        aria-disabled={isBusy}
        aria-label={t("ext.invitations.decline_long", { name: workspace.name })}
        onClick={() => void answer(declineInvitation, t("ext.invitations.declined", { name: workspace.name }))}
      >
        {t("invite.decline")}
      </button>
      <button
        type="button"
        class="button primary"
        aria-disabled={isBusy}
        aria-label={t("ext.invitations.accept_long", { name: workspace.name })}
        onClick={() => void answer(acceptInvitation, t("ext.invitations.joined", { name: workspace.name }))}
      >
        {t("ext.invitations.accept")}
      </button>
    </li>
  );
}
