import { atLeast, type Level } from "./access.ts";

/** Who a share lets in. `workspace` and `password` are words of the product that no share carries yet. */
export const VISIBILITIES = ["restricted", "public"] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export function isVisibility(text: string): text is Visibility {
  return (VISIBILITIES as readonly string[]).includes(text);
}

export type ShareState = {
  visibility: Visibility;
  /** Published, its node and media there and not in the trash. */
  exists: boolean;
  ended: boolean;
};

/** Who asks: nobody known, or someone signed in with their level at the node (none for non-members). */
export type ShareViewer = { kind: "stranger" } | { kind: "signed_in"; level: Level };

export type ShareDecision =
  | { allow: true; canEdit: boolean }
  | { allow: false; reason: "unknown" | "ended" | "sign_in" | "no_level" };

/**
 * May this viewer open this share? The same answer for the page and every other surface of it;
 * what each surface says of a refusal is `worker/shares/gate.ts`.
 */
export function decideShareAccess(share: ShareState, viewer: ShareViewer): ShareDecision {
  if (!share.exists) return { allow: false, reason: "unknown" };
  const level = viewer.kind === "signed_in" ? viewer.level : "none";
  const canEdit = atLeast(level, "edit");
  if (share.ended) return { allow: false, reason: "ended" };
  switch (share.visibility) {
    case "public":
      return { allow: true, canEdit };
    case "restricted":
      if (viewer.kind === "stranger") return { allow: false, reason: "sign_in" };
      return atLeast(level, "view") ? { allow: true, canEdit } : { allow: false, reason: "no_level" };
  }
}
