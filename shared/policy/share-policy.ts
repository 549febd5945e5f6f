import type { Visibility } from "./share-access.ts";

/** Whom `restricted` shares may let in besides members: nobody, single addresses, or whole company domains too. */
export const GUESTS_ALLOWED = ["none", "addresses", "domains"] as const;
export type GuestsAllowed = (typeof GUESTS_ALLOWED)[number];

/** What a workspace allows of all its shares, those that exist already too: it is judged when one is opened. */
export type SharePolicy = {
  publicAllowed: boolean;
  /** Closes `public` shares; `restricted` and `workspace` ones need no password. */
  passwordRequired: boolean;
  /** A share ends at the earlier of its own expiry and its making plus so many days. */
  longestExpiryDays: number | null;
  downloadAllowed: boolean;
  guestsAllowed: GuestsAllowed;
};

const DAY = 24 * 60 * 60 * 1000;

/** When a share closes by time, in milliseconds since the epoch; null for one that does not. */
export function closesAt(
  share: { createdAt: number; expiresAt: number | null },
  { longestExpiryDays }: Pick<SharePolicy, "longestExpiryDays">,
): number | null {
  const longest = longestExpiryDays === null ? null : share.createdAt + longestExpiryDays * DAY;
  if (share.expiresAt === null || longest === null) return share.expiresAt ?? longest;
  return Math.min(share.expiresAt, longest);
}

/** Whether the policy lets a share of this visibility be open at all. */
export function allowsVisibility(visibility: Visibility, policy: SharePolicy): boolean {
  return visibility !== "public" || (policy.publicAllowed && !policy.passwordRequired);
}
