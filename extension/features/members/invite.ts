import { batch, signal } from "@preact/signals";
import type { InvitationResult } from "../../../shared/api/members.ts";
import type { Role } from "../../../shared/policy/roles.ts";
import type { ApiProblem } from "../../api-problem.ts";
import { type InviteDraft, inviteDraftItem, keepWhileSignedIn } from "../../storage.ts";
import { readAddresses } from "./read-addresses.ts";
import { sendInvitations, wasRefused } from "./send-invitations.ts";

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
  void keepWhileSignedIn(inviteDraftItem, draft.value);
}

/** Whether people were asked for outside, so that the form takes the focus. */
export const wasAsked = signal(false);

/** Puts more people behind those typed. */
export function addToDraft(emails: string[]): void {
  const { text } = draft.value;
  const there = text.split(/[\s,;<>]+/);
  const more = emails.filter((email) => !there.includes(email));
  changeDraft({ text: [text.trim(), ...more].filter(Boolean).join(", ") });
  wasAsked.value = true;
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
  const told = await sendInvitations(
    workspaceId,
    good.map((email) => ({ email, role })),
  );
  const untried = good.slice(told.results.length);
  batch(() => {
    inviting.value = false;
    results.value = told.results;
    inviteProblem.value = told.problem;
    changeDraft({ text: [...told.results.filter(wasRefused).map(({ email }) => email), ...untried].join(", ") });
  });
  return told.results;
}
