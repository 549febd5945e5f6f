import { signal } from "@preact/signals";
import type { MyInvitation } from "../../../shared/api/accounts.ts";
import { api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { loadMe, switchWorkspace } from "../../session/me.ts";

export const answering = signal<string | undefined>();
export const answerProblem = signal<ApiProblem | undefined>();

export async function acceptInvitation(invitation: MyInvitation): Promise<boolean> {
  return respond(invitation, async (param) => {
    await api.invitations[":token"].accept.$post({ param });
    await switchWorkspace(invitation.workspace.id);
  });
}

export async function declineInvitation(invitation: MyInvitation): Promise<boolean> {
  return respond(invitation, async (param) => {
    await api.invitations[":token"].decline.$post({ param });
  });
}

async function respond(
  { membershipId, token }: MyInvitation,
  send: (param: { token: string }) => Promise<void>,
): Promise<boolean> {
  answering.value = membershipId;
  answerProblem.value = undefined;
  try {
    await send({ token });
    return true;
  } catch (error) {
    answerProblem.value = asApiProblem(error);
    return false;
  } finally {
    // Also after a refusal: the invitation may be gone.
    await loadMe();
    answering.value = undefined;
  }
}
