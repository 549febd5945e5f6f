import { batch, signal } from "@preact/signals";
import type { InvitationResult } from "../../../shared/api/members.ts";
import { INVITATIONS_PER_CALL } from "../../../shared/limits.ts";
import type { Role } from "../../../shared/policy/roles.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { type InviteDraft, inviteDraftItem } from "../../storage.ts";
import { readAddresses } from "./read-addresses.ts";

export const draft = signal<InviteDraft>({ text: "", role: null });
export const inviting = signal(false);
export const inviteProblem = signal<ApiProblem | undefined>();
/** Pieces of what was typed that are no addresses. */
export const badAddresses = signal<string[]>([]);
export const results = signal<InvitationResult[]>([]);

export async function restoreDraft(): Promise<void> {
  draft.value = await inviteDraftItem.getValue();
}

export function changeDraft(change: Partial<InviteDraft>): void {
  draft.value = { ...draft.value, ...change };
  badAddresses.value = [];
  void inviteDraftItem.setValue(draft.value);
}

export function clearInvite(): void {
  batch(() => {
    results.value = [];
    badAddresses.value = [];
    inviteProblem.value = undefined;
  });
}

/** Invites everyone typed; what could not be invited stays in the field. Answers what became of each. */
export async function invite(workspaceId: string, role: Role): Promise<InvitationResult[]> {
  const { good, bad } = readAddresses(draft.value.text);
  clearInvite();
  badAddresses.value = bad;
  if (bad.length > 0 || good.length === 0 || inviting.value) return [];
  inviting.value = true;
  try {
    const told = await sendInAnswerableParts(workspaceId, good, role);
    results.value = told;
    changeDraft({
      text: told
        .filter(wasRefused)
        .map(({ email }) => email)
        .join(", "),
    });
    return told;
  } catch (error) {
    inviteProblem.value = asApiProblem(error);
    return [];
  } finally {
    inviting.value = false;
  }
}

async function sendInAnswerableParts(workspaceId: string, emails: string[], role: Role): Promise<InvitationResult[]> {
  const told: InvitationResult[] = [];
  for (let from = 0; from < emails.length; from += INVITATIONS_PER_CALL) {
    const invitations = emails.slice(from, from + INVITATIONS_PER_CALL).map((email) => ({ email, role }));
    const call = api.workspaces[":workspaceId"].invitations.$post({ param: { workspaceId }, json: { invitations } });
    const { results: outcomes } = await answer(call);
    told.push(...outcomes.map(({ membership, ...rest }) => (membership ? { ...rest, membership } : rest)));
  }
  return told;
}

export function wasRefused({ outcome }: InvitationResult): boolean {
  return outcome === "no_seat" || outcome === "invalid_email";
}
