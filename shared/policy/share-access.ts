import { atLeast, type Level } from "./access.ts";
import { allowsVisibility, closesAt, type GuestsAllowed, type SharePolicy } from "./share-policy.ts";

/** Who a share lets in, from the fewest to the most. */
export const VISIBILITIES = ["restricted", "workspace", "password", "public"] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export type ShareState = {
  visibility: Visibility;
  /** Published, its node and media there and not in the trash. */
  exists: boolean;
  ended: boolean;
  createdAt: number;
  expiresAt: number | null;
  policy: SharePolicy;
};

/** How a share names someone who is no member: by address, or by their company's domain; null where it does not. */
export type GuestBy = "address" | "domain" | null;

/**
 * Who asks: nobody known, or someone signed in, with their level at the node (none for non-members).
 * `isUnlocked`: they gave the share's password of now, whoever they are.
 */
export type ShareViewer = { isUnlocked: boolean } & (
  | { kind: "stranger" }
  | { kind: "signed_in"; isMember: boolean; level: Level; guest: GuestBy }
);

/** Why a share is closed to everyone but, to look at it, people who may edit its node. */
export type ShareClosed = "expired" | "policy";

export type ShareDecision =
  | { allow: true; canEdit: boolean; closed: ShareClosed | null }
  | {
      allow: false;
      reason: "unknown" | "ended" | ShareClosed | "sign_in" | "not_member" | "no_level" | "locked";
    };

/**
 * May this viewer open this share now? The same answer for the page and every other surface of it;
 * what each surface says of a refusal is `worker/shares/gate.ts`.
 */
export function decideShareAccess(share: ShareState, viewer: ShareViewer, now: number): ShareDecision {
  if (!share.exists) return { allow: false, reason: "unknown" };
  if (share.ended) return { allow: false, reason: "ended" };
  const canEdit = atLeast(levelOf(viewer), "edit");
  const closed = closedBy(share, now);
  if (closed) return canEdit ? { allow: true, canEdit, closed } : { allow: false, reason: closed };
  const refusal = refusedBy(share, viewer);
  return refusal ? { allow: false, reason: refusal } : { allow: true, canEdit, closed: null };
}

function refusedBy({ visibility, policy }: ShareState, viewer: ShareViewer) {
  const isStranger = viewer.kind === "stranger";
  const maySee = atLeast(levelOf(viewer), "view");
  switch (visibility) {
    case "public":
      return undefined;
    case "password":
      return viewer.isUnlocked || maySee ? undefined : "locked";
    case "workspace":
      if (isStranger) return "sign_in";
      return viewer.isMember ? undefined : "not_member";
    case "restricted":
      if (isStranger) return "sign_in";
      return maySee || admitsGuest(viewer.guest, policy.guestsAllowed) ? undefined : "no_level";
  }
}

function closedBy(share: ShareState, now: number): ShareClosed | undefined {
  const at = closesAt(share, share.policy);
  if (share.expiresAt !== null && now >= share.expiresAt) return "expired";
  if (at !== null && now >= at) return "policy";
  return allowsVisibility(share.visibility, share.policy) ? undefined : "policy";
}

/** Whether a policy lets in whom a share names so. */
export function admitsGuest(guest: GuestBy, allowed: GuestsAllowed): boolean {
  return guest !== null && (allowed === "domains" || (allowed === "addresses" && guest === "address"));
}

function levelOf(viewer: ShareViewer): Level {
  return viewer.kind === "signed_in" ? viewer.level : "none";
}
