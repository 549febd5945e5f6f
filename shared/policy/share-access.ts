import { atLeast, type Level } from "./access.ts";

/** Who a share lets in, from the fewest to the most. */
export const VISIBILITIES = ["restricted", "workspace", "password", "public"] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export type ShareState = {
  visibility: Visibility;
  /** Published, its node and media there and not in the trash. */
  exists: boolean;
  ended: boolean;
};

/**
 * Who asks: nobody known, or someone signed in, with their level at the node (none for non-members).
 * `isUnlocked`: they gave the share's password of now, whoever they are.
 */
export type ShareViewer = { isUnlocked: boolean } & (
  | { kind: "stranger" }
  | { kind: "signed_in"; isMember: boolean; level: Level }
);

export type ShareDecision =
  | { allow: true; canEdit: boolean }
  | { allow: false; reason: "unknown" | "ended" | "sign_in" | "not_member" | "no_level" | "locked" };

/**
 * May this viewer open this share? The same answer for the page and every other surface of it;
 * what each surface says of a refusal is `worker/shares/gate.ts`.
 */
export function decideShareAccess(share: ShareState, viewer: ShareViewer): ShareDecision {
  if (!share.exists) return { allow: false, reason: "unknown" };
  const level = viewer.kind === "signed_in" ? viewer.level : "none";
  const isIn: ShareDecision = { allow: true, canEdit: atLeast(level, "edit") };
  if (share.ended) return { allow: false, reason: "ended" };
  switch (share.visibility) {
    case "public":
      return isIn;
    case "password":
      return viewer.isUnlocked || atLeast(level, "view") ? isIn : { allow: false, reason: "locked" };
    case "workspace":
      if (viewer.kind === "stranger") return { allow: false, reason: "sign_in" };
      return viewer.isMember ? isIn : { allow: false, reason: "not_member" };
    case "restricted":
      if (viewer.kind === "stranger") return { allow: false, reason: "sign_in" };
      return atLeast(level, "view") ? isIn : { allow: false, reason: "no_level" };
  }
}
