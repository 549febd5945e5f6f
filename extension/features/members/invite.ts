import { batch, signal } from "@preact/signals";
import type { InvitationResult } from "../../../shared/api/members.ts";
import type { Role } from "../../../shared/policy/roles.ts";
import type { ApiProblem } from "../../api-problem.ts";
import { current } from "../../session/me.ts";
import { type InviteDraft, inviteDraftItem, keepWhileSignedIn } from "../../storage.ts";
import { readAddresses } from "./read-addresses.ts";
import { sendInvitations, wasRefused } from "./send-invitations.ts";

const NO_DRAFT: InviteDraft = { text: "", role: null };
export const draft = signal(NO_DRAFT);
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

/** Of who is signed in: what they sent ends before nobody else. */
let era = 0;

/** Nothing of what somebody typed and sent is the next one's. */
export function forgetInvite(): void {
  era += 1;
  inviting.value = false;
  draft.value = NO_DRAFT;
  clearInvite();
}

/**
 * Invites everyone typed; what could not be invited stays in the field, with all that was typed meanwhile. Answers what
 * became of each; nothing where another workspace is in view by then.
 */
export async function invite(workspaceId: string, role: Role): Promise<InvitationResult[]> {
  const { text } = draft.value;
  const { good, bad } = readAddresses(text);
  clearInvite();
  badAddresses.value = bad;
  if (bad.length > 0 || good.length === 0 || inviting.value) return [];
  inviting.value = true;
  const mine = era;
  const told = await sendInvitations(
    workspaceId,
    good.map((email) => ({ email, role })),
  );
  if (mine !== era) return [];
  const left = [...told.results.filter(wasRefused).map(({ email }) => email), ...good.slice(told.results.length)];
  const isInView = current.peek()?.workspace.id === workspaceId;
  batch(() => {
    inviting.value = false;
    changeDraft({ text: whatIsLeft(text, left) });
    if (!isInView) return;
    results.value = told.results;
    inviteProblem.value = told.problem;
  });
  return isInView ? told.results : [];
}

/** Of what was sent those not invited, and what was typed behind it since; all as it is where it was changed otherwise. */
function whatIsLeft(sent: string, left: string[]): string {
  const { text } = draft.peek();
  const since = text.slice(sent.length);
  if (!text.startsWith(sent) || /^[^\s,;]/.test(since)) return text;
  return [...left, since.replace(/^[\s,;]+/, "")].filter(Boolean).join(", ");
}
