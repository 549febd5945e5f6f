import type { InvitationResult } from "../../../shared/api/members.ts";
import { INVITATIONS_PER_CALL } from "../../../shared/limits.ts";
import type { Role } from "../../../shared/policy/roles.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";

export type Invitation = { email: string; role: Role };

/** What became of each that was tried; with a problem, or stopped, those after the last result were not. */
export type Sent = { results: InvitationResult[]; problem?: ApiProblem };

/** Sends any number of invitations, as many in one call as the service takes; once it is stopped, no further part. */
export async function sendInvitations(
  workspaceId: string,
  invitations: Invitation[],
  stopped?: AbortSignal,
): Promise<Sent> {
  const results: InvitationResult[] = [];
  try {
    for (let from = 0; from < invitations.length && !stopped?.aborted; from += INVITATIONS_PER_CALL) {
      results.push(...(await sendPart(workspaceId, invitations.slice(from, from + INVITATIONS_PER_CALL))));
    }
    return { results };
  } catch (error) {
    return { results, problem: asApiProblem(error) };
  }
}

async function sendPart(workspaceId: string, invitations: Invitation[]): Promise<InvitationResult[]> {
  const call = api.workspaces[":workspaceId"].invitations.$post({ param: { workspaceId }, json: { invitations } });
  const { results } = await answer(call);
  return results.map(({ membership, ...rest }) => (membership ? { ...rest, membership } : rest));
}

export function wasRefused({ outcome }: InvitationResult): boolean {
  return outcome === "no_seat" || outcome === "invalid_email";
}
