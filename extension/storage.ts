import { storage, type WxtStorageItem } from "wxt/utils/storage";
import type { Me } from "../shared/api/accounts.ts";
import type { Suggestion } from "../shared/api/colleagues.ts";
import type { InviteLink } from "../shared/api/invite-links.ts";
import type { JoinRequest } from "../shared/api/join-requests.ts";
import type { Member, MemberCounts } from "../shared/api/members.ts";
import type { ShareWithNode } from "../shared/api/shares.ts";
import type { Plan } from "../shared/api/workspaces.ts";
import type { Role } from "../shared/policy/roles.ts";
import type { Desktop } from "./features/desktop/open-requests.ts";

/** Everything the extension keeps, declared once. What is under `session:` goes when the browser closes. */

/** `expiresAt` in milliseconds. */
export type AccessToken = { token: string; expiresAt: number };
export const accessTokenItem = storage.defineItem<AccessToken | null>("session:accessToken", { fallback: null });

/** Whether the person chose to be forgotten when the browser closes. */
export const forgetsOnCloseItem = storage.defineItem<boolean>("local:forgetsOnClose", { fallback: false });

const lastingToken = storage.defineItem<string | null>("local:refreshToken", { fallback: null });
const passingToken = storage.defineItem<string | null>("session:refreshToken", { fallback: null });

/**
 * Rotated by the background alone; being signed in means that there is one. In memory alone where the person is to be
 * forgotten when the browser closes.
 */
export const refreshTokenItem = {
  async getValue(): Promise<string | null> {
    const [passing, lasting] = await Promise.all([passingToken.getValue(), lastingToken.getValue()]);
    return passing ?? lasting;
  },
  async setValue(token: string): Promise<void> {
    await ((await forgetsOnCloseItem.getValue()) ? passingToken : lastingToken).setValue(token);
  },
  async removeValue(): Promise<void> {
    await Promise.all([passingToken.removeValue(), lastingToken.removeValue()]);
  },
  watch(heard: (token: string | null) => void): void {
    passingToken.watch(heard);
    lastingToken.watch(heard);
  },
};

/** Which sign-in this is, at random: tells whether an answer comes to whoever asked. */
export const signInItem = storage.defineItem<string | null>("local:signIn", { fallback: null });

/** The address a code was asked for, so that closing the popup to read the mail loses nothing. */
export type PendingSignIn = { email: string; askedAt: number; forgetsOnClose?: boolean };
export const pendingSignInItem = storage.defineItem<PendingSignIn | null>("local:pendingSignIn", { fallback: null });

/** What the popup opens with before the server has answered. */
export const knownMeItem = storage.defineItem<Me | null>("local:knownMe", { fallback: null });
export const workspaceIdItem = storage.defineItem<string | null>("local:workspaceId", { fallback: null });

export type KnownPeople = { members: Member[]; counts: MemberCounts; plan: Plan | null };
export const knownPeopleItem = storage.defineItem<Record<string, KnownPeople>>("local:knownPeople", { fallback: {} });

/** By workspace: who waits for an answer, the newest first. The toolbar's badge counts them. */
export type KnownRequests = Record<string, JoinRequest[]>;
export const knownRequestsItem = storage.defineItem<KnownRequests>("local:knownRequests", { fallback: {} });

/** What of the notifications was told on the desktop; null until the first look. */
export const desktopItem = storage.defineItem<Desktop | null>("local:desktop", { fallback: null });

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

/** What was asked for in a menu, for the next view to take up: people to invite, or a share to control. */
export type Asked = { kind: "invite"; emails: string[] } | { kind: "share"; slug: string };
export const askedItem = storage.defineItem<Asked | null>("session:asked", { fallback: null });

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
  forgetsOnCloseItem,
  accessTokenItem,
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
  askedItem,
  desktopItem,
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

/** Leaves nothing of the person behind: the token goes first, so that what is kept meanwhile goes with the rest or sees that. */
export async function forgetEverything(): Promise<void> {
  await refreshTokenItem.removeValue();
  await Promise.all(PERSONAL.map((item) => item.removeValue()));
}
