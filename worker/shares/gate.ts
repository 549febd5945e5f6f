import { isSlug } from "../../shared/api/shares.ts";
import { levelAt } from "../../shared/policy/access.ts";
import { decideShareAccess, type ShareDecision, type ShareViewer } from "../../shared/policy/share-access.ts";
import { isCollection } from "../../shared/policy/share-coverage.ts";
import { closesAt } from "../../shared/policy/share-policy.ts";
import type { UserRow } from "../accounts/require-user.ts";
import { isTrashed, type NodePath, pathFrom } from "../content/node-path.ts";
import type { RequestContext } from "../context.ts";
import { Problem } from "../http/problem.ts";
import { sharePolicyOf } from "../workspaces/share-policy-of.ts";
import { type Admission, admitVisitor } from "./admit-visitor.ts";
import { isSuspended } from "./barred-at.ts";
import { guestOf } from "./guest-of.ts";
import type { ShareRow } from "./present.ts";
import { readShare, readShareLately, type ShareRead } from "./read-share.ts";
import type { ShareAsked } from "./share-asked.ts";
import { type CollectionView, type ShareView, viewOf } from "./share-view.ts";

/** Refused by the rules, or let in by them and by none of the share's views. */
export type Refused = Extract<ShareDecision, { allow: false }> | { allow: false; reason: "used_up" };

/** The password that would let someone in. */
export type Lock = { shareId: string; passwordHash: string; passwordVersion: number };

/** Whether whoever a share refuses may ask for access to it; who is suspended in its workspace may not. */
export type Asking = { shareId: string; mayAsk: boolean };

/** For want of these one may ask for access. */
type Asked = "no_level" | "not_member";

/** What the rules say, which may be kept; `viewer` is whoever is signed in, let in or not. */
type Judged = { viewer: UserRow | undefined } & (
  | LetIn
  | { allow: false; reason: Exclude<Refused["reason"], "locked" | Asked> }
  | ({ allow: false; reason: Asked } & Asking)
  | { allow: false; reason: "locked"; lock: Lock }
);

/** By the share; without a view where it does not show what they ask for. */
type LetIn = { allow: true; share: ShareRow; canEdit: boolean; view: ShareView | CollectionView | undefined };

export type GateAnswer =
  | Extract<Judged, { allow: false }>
  /** Looks ahead at a share with few views: it may know that there is something, and sees nothing of it. */
  | { allow: true; viewer: UserRow | undefined; onlyLooks: true }
  | {
      allow: true;
      viewer: UserRow | undefined;
      onlyLooks: false;
      view: ShareView | CollectionView;
      /** The `Set-Cookie` that keeps a view of the share for whoever took it. */
      cookie?: string;
    };

type Opening = {
  /** Asks the database in any case. */
  anew?: boolean;
  /** Was let in by a view before, for this same answer, or is shown nothing by it. */
  takesNoView?: boolean;
};

/**
 * The one gate. Every surface of a share passes here and nothing reads a share without it. What it decides on
 * is at most half a second old, and one round trip away where it is not at hand. Where views are few, whoever the rules
 * let in takes one. What the share does not show is unknown, and only to those it lets in: to all others every id
 * answers as the share itself does.
 */
export async function openShare(ctx: RequestContext, asked: ShareAsked, opening: Opening = {}): Promise<GateAnswer> {
  if (!isSlug(asked.slug)) return { allow: false, reason: "unknown", viewer: undefined };
  const judged = judge(ctx, await (opening.anew ? readShare(ctx, asked) : readShareLately(ctx, asked)));
  if (!judged.allow) return judged;
  const { viewer, view } = judged;
  const admission = await admit(ctx, judged, opening);
  if (!admission.admitted) return { allow: false, reason: "used_up", viewer };
  const { cookie, onlyLooks } = admission;
  if (onlyLooks) return { allow: true, viewer, onlyLooks };
  if (!view) return { allow: false, reason: "unknown", viewer };
  return { allow: true, viewer, view, onlyLooks, ...(cookie === undefined ? {} : { cookie }) };
}

async function admit(
  ctx: RequestContext,
  judged: LetIn & Pick<Judged, "viewer">,
  opening: Opening,
): Promise<Admission> {
  const { share, canEdit, viewer } = judged;
  if (share.maxViews === null || canEdit || opening.takesNoView) return { admitted: true, onlyLooks: false };
  return admitVisitor(ctx, share, viewer?.id);
}

/** The gate for every surface but the page: of one thing, never of a collection; refusals are problems. */
export async function requireShareView(
  ctx: RequestContext,
  asked: ShareAsked,
  opening: Pick<Opening, "anew"> = {},
): Promise<ShareView> {
  const answer = await openShare(ctx, asked, opening);
  if (answer.viewer) ctx.log.user = answer.viewer.id;
  if (!answer.allow) throw refusal(answer.reason);
  if (answer.onlyLooks) throw new Problem("forbidden", { logReason: "looks ahead" });
  if (answer.view.kind === "collection") throw new Problem("not_found", { logReason: "a collection has no bytes" });
  return answer.view;
}

/** What a stranger may know of a refusal, as a problem. A new reason does not compile until it is said here. */
export function refusal(reason: Refused["reason"]): Problem {
  switch (reason) {
    case "unknown":
      return new Problem("not_found");
    case "ended":
    case "expired":
    case "policy":
    case "used_up":
      return new Problem("share_gone", { logReason: reason });
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

/** What the rules say of a reading: once for whoever gave the password and once for others, before its time and after. */
function judge(ctx: RequestContext, read: ShareRead): Judged {
  const isUnlocked = unlocks(ctx, read);
  const key = `${isUnlocked}:${isOver(ctx, read)}`;
  const before = judgedOf.get(read)?.get(key);
  if (before) return before;
  const answer = decide(read, isUnlocked, ctx.now);
  const ofRead = judgedOf.get(read) ?? new Map<string, Judged>();
  judgedOf.set(read, ofRead.set(key, answer));
  return answer;
}

function isOver({ now }: RequestContext, { found }: ShareRead): boolean {
  if (!found) return false;
  const at = closesAt(found.share, sharePolicyOf(found.workspace));
  return at !== null && now >= at;
}

/** One answer is one object, so that a page made from it can be kept as long as it. */
const judgedOf = new WeakMap<ShareRead, Map<string, Judged>>();

/** Whether the caller gave the password that this share has now. */
function unlocks({ unlock, now }: RequestContext, { found }: ShareRead): boolean {
  if (!unlock || !found || unlock.expiresAt <= now) return false;
  return unlock.shareId === found.share.id && unlock.passwordVersion === found.share.passwordVersion;
}

function decide(read: ShareRead, isUnlocked: boolean, now: number): Judged {
  const { found, path, viewer } = read;
  const user = viewer?.user;
  const way = found && pathFrom(found.share.nodeId, path);
  if (!found || !way || !(found.hasMedia || isCollection(way[0].kind)))
    return { allow: false, reason: "unknown", viewer: user };
  const { share, workspace } = found;
  const policy = sharePolicyOf(workspace);
  const state = {
    visibility: share.visibility,
    exists: share.publishedAt !== null && !isTrashed(way),
    ended: share.endedAt !== null,
    createdAt: share.createdAt,
    expiresAt: share.expiresAt,
    policy,
  };
  const decision = decideShareAccess(state, viewerOf(read, share, way, isUnlocked), now);
  if (decision.allow) {
    const { canEdit } = decision;
    return { allow: true, share, canEdit, view: viewOf(read, found, way, decision), viewer: user };
  }
  const { reason } = decision;
  if (reason === "no_level" || reason === "not_member") {
    return {
      allow: false,
      reason,
      viewer: user,
      shareId: share.id,
      mayAsk: viewer !== undefined && !isSuspended(viewer),
    };
  }
  if (reason !== "locked") return { allow: false, reason, viewer: user };
  // The database keeps a share from opening by password before it has one.
  const { id: shareId, passwordHash, passwordVersion } = share;
  return { allow: false, reason, viewer: user, lock: { shareId, passwordHash: passwordHash ?? "", passwordVersion } };
}

function viewerOf({ viewer }: ShareRead, share: ShareRow, path: NodePath, isUnlocked: boolean): ShareViewer {
  if (!viewer) return { kind: "stranger", isUnlocked };
  const { membership } = viewer;
  const guest = guestOf(share, viewer);
  if (!membership) return { kind: "signed_in", isMember: false, level: "none", guest, isUnlocked };
  const level = levelAt({ membershipId: membership.id, role: membership.role }, path);
  return { kind: "signed_in", isMember: true, level, guest, isUnlocked };
}
