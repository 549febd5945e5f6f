import { atLeast, type Level, levelAt } from "../../shared/policy/access.ts";
import type { UserRow } from "../accounts/require-user.ts";
import type { NodePath } from "../content/node-path.ts";
import type { MembershipRow } from "../workspaces/authorize.ts";
import type { ShareRow } from "./present.ts";
import type { ViewerRow } from "./read-share.ts";

/** As whom somebody whom a share lets in says something there. */
export type Speaking = {
  user: UserRow | undefined;
  /** When the session of whoever is signed in began. */
  signedInAt: number;
  /** In the share's workspace. */
  membership: MembershipRow | null;
  /** At what they look at, as far as pages go by it. */
  level: Level;
  /** What lets them in: it must still do so when they speak. */
  letInBy: "anyone" | "password" | "membership" | "level" | "guest";
};

/** Undefined where comments are off. `shared` is the way up of the shared node. */
export function speakingOf(
  share: ShareRow,
  viewer: ViewerRow | undefined,
  shared: NodePath,
  level: Level,
): Speaking | undefined {
  if (!share.allowComments) return undefined;
  const membership = viewer?.membership ?? null;
  const isAtLevel =
    membership !== null && atLeast(levelAt({ membershipId: membership.id, role: membership.role }, shared), "view");
  return {
    user: viewer?.user,
    signedInAt: viewer?.signedInAt ?? 0,
    membership,
    level,
    letInBy: letInBy(share, isAtLevel),
  };
}

function letInBy({ visibility }: ShareRow, isAtLevel: boolean): Speaking["letInBy"] {
  switch (visibility) {
    case "public":
      return "anyone";
    case "workspace":
      return "membership";
    case "password":
      return isAtLevel ? "level" : "password";
    case "restricted":
      return isAtLevel ? "level" : "guest";
  }
}
