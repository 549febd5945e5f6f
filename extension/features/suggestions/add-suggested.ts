import { signal } from "@preact/signals";
import type { Suggestion } from "../../../shared/api/colleagues.ts";
import type { InvitationOutcome, InvitationResult } from "../../../shared/api/members.ts";
import type { Role } from "../../../shared/policy/roles.ts";
import { sendInvitations, wasRefused } from "../members/send-invitations.ts";
import { dropSuggestion, suggestionProblem } from "./suggestions.ts";

/** Someone who was suggested and invited from here stays in view, with what became of it. */
export type Added = Suggestion & { outcome: InvitationOutcome };
const added = signal<Record<string, Added[]>>({});

export function addedTo(workspaceId: string): Added[] {
  return added.value[workspaceId] ?? [];
}

/** Sends an invitation, shown as sent at once and taken back where the server refuses. */
export async function addSuggested(
  workspaceId: string,
  suggestion: Suggestion,
  role: Role,
): Promise<InvitationResult | undefined> {
  suggestionProblem.value = undefined;
  put(workspaceId, { ...suggestion, outcome: "invited" });
  const { results, problem } = await sendInvitations(workspaceId, [{ email: suggestion.email, role }]);
  const [result] = results;
  if (result && !wasRefused(result)) {
    put(workspaceId, { ...suggestion, outcome: result.outcome });
    await dropSuggestion(workspaceId, suggestion.userId);
    return result;
  }
  suggestionProblem.value = problem;
  added.value = { ...added.value, [workspaceId]: addedTo(workspaceId).filter(isOther(suggestion)) };
  return undefined;
}

function put(workspaceId: string, one: Added): void {
  added.value = { ...added.value, [workspaceId]: [...addedTo(workspaceId).filter(isOther(one)), one] };
}

function isOther({ userId }: Suggestion) {
  return (other: Suggestion) => other.userId !== userId;
}

export function forgetAdded(): void {
  added.value = {};
}
