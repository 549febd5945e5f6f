import type { Me } from "../shared/api/accounts.ts";
import type { Suggestion } from "../shared/api/colleagues.ts";
import type { InviteLink } from "../shared/api/invite-links.ts";
import type { JoinRequest } from "../shared/api/join-requests.ts";
import type { Member, MemberCounts } from "../shared/api/members.ts";
import type { ShareWithNode } from "../shared/api/shares.ts";
import type { Plan } from "../shared/api/workspaces.ts";
import type { MediaKind } from "../shared/policy/access.ts";
import type { Role } from "../shared/policy/roles.ts";
import type { Desktop } from "./features/desktop/open-requests.ts";
import type { Transfer } from "./features/upload/transfer.ts";
import { kept } from "./kept.ts";
import { type KeptPerServer, perServer } from "./per-server.ts";
import { serverHere } from "./server.ts";

/**
 * Everything the extension keeps, declared once; all that is of a server apart from every other's. What is under
 * `session:` goes when the browser closes.
 */

/** Servers beside the one that the extension is for. */
export const addedServersItem = kept<string[]>("local:servers", []);

/** The server in view; null for the one that the extension is for. */
export const chosenServerItem = kept<string | null>("local:server", null);

/** What was typed as a server's address: the browser closes the popup while it asks whether it may be spoken to. */
export const serverDraftItem = kept("session:serverDraft", "");

/** `expiresAt` in milliseconds. */
export type AccessToken = { token: string; expiresAt: number };
export const accessTokenItem = perServer<AccessToken | null>("session:accessToken", null);

/** Whether the person chose to be forgotten when the browser closes. */
export const forgetsOnCloseItem = perServer<boolean>("local:forgetsOnClose", false);

const lastingToken = perServer<string | null>("local:refreshToken", null);
const passingToken = perServer<string | null>("session:refreshToken", null);

/**
 * Rotated by the background alone; being signed in means that there is one. In memory alone where the person is to be
 * forgotten when the browser closes.
 */
export const refreshTokenItem = {
  async getValue(server = serverHere()): Promise<string | null> {
    const [passing, lasting] = await Promise.all([
      passingToken.of(server).getValue(),
      lastingToken.of(server).getValue(),
    ]);
    return passing ?? lasting;
  },
  async setValue(token: string, server = serverHere()): Promise<void> {
    const isPassing = await forgetsOnCloseItem.of(server).getValue();
    await (isPassing ? passingToken : lastingToken).of(server).setValue(token);
  },
  async removeValue(server = serverHere()): Promise<void> {
    await Promise.all([passingToken.of(server).removeValue(), lastingToken.of(server).removeValue()]);
  },
  watch(heard: (token: string | null) => void): void {
    passingToken.watch(heard);
    lastingToken.watch(heard);
  },
  watchEvery(heard: (server: string, isKept: boolean) => void): void {
    passingToken.watchEvery(heard);
    lastingToken.watchEvery(heard);
  },
};

/** Which sign-in this is, at random: tells whether an answer comes to whoever asked. */
export const signInItem = perServer<string | null>("local:signIn", null);

/** The address a code was asked for, so that closing the popup to read the mail loses nothing. */
export type PendingSignIn = { email: string; askedAt: number; forgetsOnClose?: boolean };
export const pendingSignInItem = perServer<PendingSignIn | null>("local:pendingSignIn", null);

/** What the popup opens with before the server has answered. */
export const knownMeItem = perServer<Me | null>("local:knownMe", null);
export const workspaceIdItem = perServer<string | null>("local:workspaceId", null);

export type KnownPeople = { members: Member[]; counts: MemberCounts; plan: Plan | null };
export const knownPeopleItem = perServer<Record<string, KnownPeople>>("local:knownPeople", {});

/** By workspace: who waits for an answer, the newest first. The toolbar's badge counts them. */
export type KnownRequests = Record<string, JoinRequest[]>;
export const knownRequestsItem = perServer<KnownRequests>("local:knownRequests", {});

/** What of the notifications was told on the desktop; null until the first look. */
export const desktopItem = perServer<Desktop | null>("local:desktop", null);

/** By workspace. */
export const knownSuggestionsItem = perServer<Record<string, Suggestion[]>>("local:knownSuggestions", {});

/** By workspace; null where there is none. Whoever has the address comes in, so it goes when the browser closes. */
export const knownInviteLinkItem = perServer<Record<string, InviteLink | null>>("session:knownInviteLink", {});

export const knownShareItem = perServer<ShareWithNode | null>("local:knownShare", null);

/** What was typed into the invite form and not sent yet. */
export type InviteDraft = { text: string; role: Role | null };
export const inviteDraftItem = perServer<InviteDraft>("session:inviteDraft", { text: "", role: null });

/** What was asked for in a menu, for the next view to take up: people to invite, or a share to control. */
export type Asked = { kind: "invite"; emails: string[] } | { kind: "share"; slug: string };
export const askedItem = perServer<Asked | null>("session:asked", null);

/** A file to be sent, told from others by `fingerprint` (of name, size and first MiB) when it is chosen again. */
export type QueuedFile = {
  id: string;
  fileName: string;
  fileType: string;
  size: number;
  /** What it is to be called. */
  title: string;
  fingerprint: string;
  /** Whether all its bytes lie in the browser's own storage, under its id. */
  isKept: boolean;
};

/** An upload that was begun and goes on where it stopped. */
export type BegunUpload = QueuedFile & {
  workspaceId: string;
  nodeId: string;
  /** Whether what is sent is the file as it was rewritten and kept here, under the node's id. */
  isPrepared: boolean;
  /** By the person, who then says when it goes on. */
  isPaused: boolean;
  uploadUrl: string | null;
};

export type ArrivedMedia = { nodeId: string; title: string; kind: MediaKind; isPublished: boolean };

/** What is being sent, what goes after it into the same place, and what of it has arrived and is to be published. */
export type UploadQueue = {
  place: { workspaceId: string; parentId: string; title: string } | null;
  begun: BegunUpload | null;
  waiting: QueuedFile[];
  arrived: ArrivedMedia[];
};
export const NO_UPLOADS: UploadQueue = { place: null, begun: null, waiting: [], arrived: [] };
export const uploadQueueItem = perServer<UploadQueue>("local:uploadQueue", NO_UPLOADS);

/** Which tab has the uploads, and how far it is; `state` is null while it rests. */
export type UploadUnderWay = { tabId: number; state: Transfer | null; percent: number };
export const uploadUnderWayItem = perServer<UploadUnderWay | null>("session:uploadUnderWay", null);

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
  uploadQueueItem,
  uploadUnderWayItem,
];

/** Keeps what is this person's; nothing, when they sign out meanwhile, here or in another page. */
export async function keepWhileSignedIn<Value>(
  item: KeptPerServer<Value>,
  value: Value,
  server = serverHere(),
): Promise<void> {
  await item.of(server).setValue(value);
  if ((await refreshTokenItem.getValue(server)) === null) await item.of(server).removeValue();
}

const BY_WORKSPACE: KeptPerServer<Record<string, unknown>>[] = [
  knownPeopleItem,
  knownRequestsItem,
  knownSuggestionsItem,
  knownInviteLinkItem,
];

/** Keeps what is known of one workspace beside what other pages keep of others meanwhile. */
export function keepOfWorkspace<Value>(
  item: KeptPerServer<Record<string, Value>>,
  workspaceId: string,
  value: NoInfer<Value>,
  server = serverHere(),
): Promise<void> {
  return oneWriter(server, async () => {
    const others = await item.of(server).getValue();
    await keepWhileSignedIn(item, { ...others, [workspaceId]: value }, server);
  });
}

/** Of all other workspaces nothing is kept: the person is in none of them any more. */
export function keepOnlyOf(workspaceIds: readonly string[], server = serverHere()): Promise<void> {
  return oneWriter(server, async () => {
    for (const item of BY_WORKSPACE) {
      const all = Object.entries(await item.of(server).getValue());
      const stay = all.filter(([id]) => workspaceIds.includes(id));
      if (stay.length < all.length) await keepWhileSignedIn(item, Object.fromEntries(stay), server);
    }
  });
}

async function oneWriter(server: string, write: () => Promise<void>): Promise<void> {
  await navigator.locks.request(`foyer-known@${server}`, write);
}

/**
 * Leaves nothing of the person behind on this server: the token goes first, so that what is kept meanwhile goes with
 * the rest or sees that.
 */
export async function forgetEverything(server = serverHere()): Promise<void> {
  await refreshTokenItem.removeValue(server);
  await Promise.all(PERSONAL.map((item) => item.of(server).removeValue()));
}
