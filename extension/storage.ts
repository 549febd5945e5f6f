import { storage, type WxtStorageItem } from "wxt/utils/storage";
import type { Me } from "../shared/api/accounts.ts";
import type { Suggestion } from "../shared/api/colleagues.ts";
import type { InviteLink } from "../shared/api/invite-links.ts";
import type { JoinRequest } from "../shared/api/join-requests.ts";
import type { Member, MemberCounts } from "../shared/api/members.ts";
import type { ShareWithNode } from "../shared/api/shares.ts";
import type { Plan } from "../shared/api/workspaces.ts";
import type { Role } from "../shared/policy/roles.ts";

/** Everything the extension keeps, declared once. What is under `session:` goes when the browser closes. */

/** `expiresAt` in milliseconds. */
export type AccessToken = { token: string; expiresAt: number };
export const accessTokenItem = storage.defineItem<AccessToken | null>("session:accessToken", { fallback: null });

/** Rotated by the background alone; being signed in means that there is one. */
export const refreshTokenItem = storage.defineItem<string | null>("local:refreshToken", { fallback: null });

/** Which sign-in this is, at random: tells whether an answer comes to whoever asked. */
export const signInItem = storage.defineItem<string | null>("local:signIn", { fallback: null });

/** The address a code was asked for, so that closing the popup to read the mail loses nothing. */
export type PendingSignIn = { email: string; askedAt: number };
export const pendingSignInItem = storage.defineItem<PendingSignIn | null>("local:pendingSignIn", { fallback: null });

/** What the popup opens with before the server has answered. */
export const knownMeItem = storage.defineItem<Me | null>("local:knownMe", { fallback: null });
export const workspaceIdItem = storage.defineItem<string | null>("local:workspaceId", { fallback: null });

export type KnownPeople = { members: Member[]; counts: MemberCounts; plan: Plan | null };
export const knownPeopleItem = storage.defineItem<Record<string, KnownPeople>>("local:knownPeople", { fallback: {} });

/** By workspace: who waits for an answer, the newest first. The toolbar's badge counts them. */
export type KnownRequests = Record<string, JoinRequest[]>;
export const knownRequestsItem = storage.defineItem<KnownRequests>("local:knownRequests", { fallback: {} });

/** By workspace. */
export const knownSuggestionsItem = storage.defineItem<Record<string, Suggestion[]>>("local:knownSuggestions", {
  fallback: {},
});

/** By workspace; null where there is none. Whoever has the address comes in, so it goes when the browser closes. */
export const knownInviteLinkItem = storage.defineItem<Record<string, InviteLink | null>>("session:knownInviteLink", {
  fallback: {},
});

export const knownShareItem = storage.defineItem<ShareWithNode | null>("local:knownShare", { fallback: null });

/** What was typed into the invite form and not sent yet. */
export type InviteDraft = { text: string; role: Role | null };
export const inviteDraftItem = storage.defineItem<InviteDraft>("session:inviteDraft", {
  fallback: { text: "", role: null },
});

/** An upload that was begun; the same file, chosen again, goes on where it stopped. */
export type BegunUpload = {
  workspaceId: string;
  nodeId: string;
  title: string;
  fileName: string;
  size: number;
  /** Of name, size and first MiB. */
  fingerprint: string;
  /** Whether what is sent is the file as it was rewritten and kept here. */
  isPrepared: boolean;
  uploadUrl: string | null;
};
export const begunUploadItem = storage.defineItem<BegunUpload | null>("local:begunUpload", { fallback: null });

const PERSONAL = [
  accessTokenItem,
  refreshTokenItem,
  signInItem,
  pendingSignInItem,
  knownMeItem,
  workspaceIdItem,
  knownPeopleItem,
  knownRequestsItem,
  knownSuggestionsItem,
  knownInviteLinkItem,
  knownShareItem,
  inviteDraftItem,
  begunUploadItem,
];

/** Keeps what is this person's; nothing, when they sign out meanwhile, here or in another page. */
export async function keepWhileSignedIn<Value>(
  item: WxtStorageItem<Value, Record<string, unknown>>,
  value: Value,
): Promise<void> {
  await item.setValue(value);
  if ((await refreshTokenItem.getValue()) === null) await item.removeValue();
}

/** Leaves nothing of the person behind. */
export async function forgetEverything(): Promise<void> {
  await Promise.all(PERSONAL.map((item) => item.removeValue()));
}
