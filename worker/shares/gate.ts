import { isSlug } from "../../shared/api/shares.ts";
import { levelAt } from "../../shared/policy/access.ts";
import { decideShareAccess, type ShareDecision, type ShareViewer } from "../../shared/policy/share-access.ts";
import type { UserRow } from "../accounts/require-user.ts";
import { isTrashed, type NodePath, type NodeRow, pathFrom } from "../content/node-path.ts";
import type { MediaRow } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { Problem } from "../http/problem.ts";
import type { ShareRow } from "./present.ts";
import { readShare, readShareLately, type ShareRead } from "./read-share.ts";

/** What a surface of a share is made from, for whoever was let in. */
export type ShareView = {
  share: ShareRow;
  node: NodeRow;
  media: MediaRow;
  captions: ShareRead["captions"];
  posters: ShareRead["posters"];
  /** Whose page it is; empty where nothing may be said: a personal workspace carries its person's address. */
  house: string;
  /** Whoever published it; empty where they never said their name. */
  sharedBy: string;
  canEdit: boolean;
};

export type Refused = Extract<ShareDecision, { allow: false }>;

/** The password that would let someone in. */
export type Lock = { shareId: string; passwordHash: string; passwordVersion: number };

/** `viewer` is whoever is signed in, let in or not. */
export type GateAnswer = { viewer: UserRow | undefined } & (
  | { allow: true; view: ShareView }
  | { allow: false; reason: Exclude<Refused["reason"], "locked"> }
  | { allow: false; reason: "locked"; lock: Lock }
);

/**
 * The one gate. Every surface of a share passes here and nothing reads a share without it. What it decides on
 * is at most half a second old, and one round trip away where it is not at hand; `anew` asks in any case.
 */
export async function openShare(ctx: RequestContext, slug: string, { anew = false } = {}): Promise<GateAnswer> {
  if (!isSlug(slug)) return { allow: false, reason: "unknown", viewer: undefined };
  const read = await (anew ? readShare(ctx, slug) : readShareLately(ctx, slug));
  const isUnlocked = unlocks(ctx, read);
  const before = decided.get(read)?.get(isUnlocked);
  if (before) return before;
  const answer = decide(read, isUnlocked);
  const ofRead = decided.get(read) ?? new Map<boolean, GateAnswer>();
  decided.set(read, ofRead.set(isUnlocked, answer));
  return answer;
}

/** One answer is one object, so that a page made from it can be kept as long as it. */
const decided = new WeakMap<ShareRead, Map<boolean, GateAnswer>>();

/** The gate for every surface but the page: refusals are problems. */
export async function requireShareView(ctx: RequestContext, slug: string): Promise<ShareView> {
  const answer = await openShare(ctx, slug);
  if (answer.viewer) ctx.log.user = answer.viewer.id;
  if (answer.allow) return answer.view;
  throw refusal(answer.reason);
}

/** What a stranger may know of a refusal. A new reason does not compile until it is said here. */
function refusal(reason: Refused["reason"]): Problem {
  switch (reason) {
    case "unknown":
      return new Problem("not_found");
    case "ended":
      return new Problem("share_gone");
    case "sign_in":
      return new Problem("unauthenticated");
    case "locked":
      return new Problem("share_locked");
    case "not_member":
      return new Problem("forbidden", { logReason: "no active member of the share's workspace" });
    case "no_level":
      return new Problem("forbidden", { logReason: "no level at the share's node" });
  }
}

/** Whether the caller gave the password that this share has now. */
function unlocks({ unlock, now }: RequestContext, { found }: ShareRead): boolean {
  if (!unlock || !found || unlock.expiresAt <= now) return false;
  return unlock.shareId === found.share.id && unlock.passwordVersion === found.share.passwordVersion;
}

function decide({ found, path, media, viewer, captions, posters }: ShareRead, isUnlocked: boolean): GateAnswer {
  const user = viewer?.user;
  const way = found && pathFrom(found.share.nodeId, path);
  if (!found || !way || !media) return { allow: false, reason: "unknown", viewer: user };
  const { share, workspace, sharedBy } = found;
  const decision = decideShareAccess(
    {
      visibility: share.visibility,
      exists: share.publishedAt !== null && !isTrashed(way),
      ended: share.endedAt !== null,
    },
    viewerOf(viewer, way, isUnlocked),
  );
  if (decision.allow) {
    const house = workspace.kind === "personal" ? (sharedBy ?? "") : workspace.name;
    const view = {
      share,
      node: way[0],
      media,
      captions,
      posters,
      house,
      sharedBy: sharedBy ?? "",
      canEdit: decision.canEdit,
    };
    return { allow: true, view, viewer: user };
  }
  const { reason } = decision;
  if (reason !== "locked") return { allow: false, reason, viewer: user };
  // The database keeps a share from opening by password before it has one.
  const { id: shareId, passwordHash, passwordVersion } = share;
  return { allow: false, reason, viewer: user, lock: { shareId, passwordHash: passwordHash ?? "", passwordVersion } };
}

function viewerOf(viewer: ShareRead["viewer"], path: NodePath, isUnlocked: boolean): ShareViewer {
  if (!viewer) return { kind: "stranger", isUnlocked };
  const { membership } = viewer;
  if (!membership) return { kind: "signed_in", isMember: false, level: "none", isUnlocked };
  const level = levelAt({ membershipId: membership.id, role: membership.role }, path);
  return { kind: "signed_in", isMember: true, level, isUnlocked };
}
