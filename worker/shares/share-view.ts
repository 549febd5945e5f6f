import type { ReviewPage } from "../../shared/api/reviews.ts";
import { atLeast, type Level, levelAt } from "../../shared/policy/access.ts";
import type { ShareClosed, ShareDecision } from "../../shared/policy/share-access.ts";
import { mayChangeShare } from "../../shared/policy/share-change.ts";
import { covers, isCollection } from "../../shared/policy/share-coverage.ts";
import type { SharePolicy } from "../../shared/policy/share-policy.ts";
import { isCaptioned } from "../captions/require-captioned.ts";
import { type NodePath, type NodeRow, pathFrom } from "../content/node-path.ts";
import type { MediaRow } from "../content/require-node.ts";
import { type HouseLook, lookOf } from "../looks/house-look.ts";
import { presentReviews } from "../reviews/present.ts";
import type { Reviewer } from "../reviews/review-facts.ts";
import type { Upload } from "../versions/present.ts";
import { sharePolicyOf } from "../workspaces/share-policy-of.ts";
import type { CollectionList } from "./collection-sql.ts";
import type { ShareRow } from "./present.ts";
import type { FoundShare, ShareRead } from "./read-share.ts";
import { type Speaking, speakingOf } from "./speaking.ts";

/** What every page of a share says, whatever it shows. */
export type ShareFrame = {
  share: ShareRow;
  /** What is shown: the item, or the project or folder that is a collection. */
  node: NodeRow;
  /** Whose page it is; empty where nothing may be said: a personal workspace carries its person's address. */
  house: string;
  look: HouseLook;
  /** Whoever published it; empty where they never said their name. */
  sharedBy: string;
  canEdit: boolean;
  /** Whether whoever looks may change who the share lets in, and what its workspace allows of that. */
  mayShare: boolean;
  /** Whether they may add, replace and remove captions of what is shown. */
  mayCaption: boolean;
  policy: SharePolicy;
  /** Why it is closed to everyone else, where it is: people with `edit` still see it. */
  closed: ShareClosed | null;
};

/** What the surfaces of one thing are made from, for whoever was let in. */
export type ShareView = ShareFrame & {
  kind: "item";
  /** The upload that is shown: the one that is played, or the one that the share is pinned to. */
  media: MediaRow;
  playedVersion: number;
  captions: ShareRead["captions"];
  chapters: ShareRead["chapters"];
  posters: ShareRead["posters"];
  mayDownload: boolean;
  /** As whom whoever looks would comment; undefined where comments are off. */
  speaking: Speaking | undefined;
  /** Whoever is signed in. */
  viewerId: string | undefined;
  /** Whether how often it was watched is theirs to see. */
  seesStats: boolean;
  /** Where the review of what is shown stands, for members who may view it. */
  review: ReviewPage | undefined;
  /** Who must approve it, for whoever may name them; of an upload that is played. */
  reviewers: readonly Reviewer[] | undefined;
  /** The uploads that are there beside the one that is shown, for whoever may go back to one. */
  versions: readonly Upload[] | undefined;
  /** Where it stands in the collection it was reached through; null for what is shared by itself. */
  place: ItemPlace | null;
};

/** The titles of the collection and of the folders in it on the way to an item, and what stands beside the item. */
export type ItemPlace = { collection: string; folders: Titled[]; previous: Titled | null; next: Titled | null };
export type Titled = { id: string; title: string };

/** What the page of a project or folder is made from. */
export type CollectionView = ShareFrame & { kind: "collection"; list: CollectionList; after: string | undefined };

/** Whether a page bears controls for whoever looks. */
export function hasControls({ mayShare, mayCaption }: ShareFrame): boolean {
  return mayShare || mayCaption;
}

type LetIn = Extract<ShareDecision, { allow: true }>;

/** What somebody who was let in sees of what they asked for; undefined where the share does not show that. */
export function viewOf(
  read: ShareRead,
  found: FoundShare,
  way: NodePath,
  decision: LetIn,
): ShareView | CollectionView | undefined {
  const [top] = way;
  if (read.asked.node === undefined && isCollection(top.kind)) return collectionView(read, found, way, decision);
  return itemView(read, found, way, decision);
}

function collectionView(
  read: ShareRead,
  found: FoundShare,
  shared: NodePath,
  decision: LetIn,
): CollectionView | undefined {
  const { collection } = found;
  if (!collection || !("list" in collection)) return undefined;
  const frame = frameOf(read, found, shared, decision);
  return { kind: "collection", ...frame, list: collection.list, after: read.asked.after };
}

function itemView(read: ShareRead, found: FoundShare, shared: NodePath, decision: LetIn): ShareView | undefined {
  const { asked, path, media, played, captions, chapters, posters } = read;
  const [top] = shared;
  const whole = pathFrom(asked.node ?? top.id, path);
  const way = wayWithin(whole, top.id);
  if (!whole || !way || !media || !played || !covers(way)) return undefined;
  const [node = top, ...folders] = way;
  const frame = frameOf(read, found, shared, decision);
  const mayDownload = found.share.allowDownload && found.workspace.downloadAllowed;
  const level = levelToEdit(read, whole);
  const mayEdit = atLeast(level, "edit");
  const seesStats = isCaptioned(node.kind) && mayEdit;
  // What is kept with an upload stays as it was.
  const mayCaption = seesStats && media.version === played.version;
  const speaking = speakingOf(found.share, read.viewer, shared, level);
  const review = read.reviews && atLeast(level, "view") ? presentReviews(read.reviews, media.version) : undefined;
  const reviewers = mayEdit && media.version === played.version ? read.reviews?.required : undefined;
  const versions = mayEdit ? besides(media, read) : undefined;
  const place = way.length === 0 ? null : placeOf(found, top, folders);
  return {
    kind: "item",
    ...frame,
    node,
    mayCaption,
    media,
    playedVersion: played.version,
    captions,
    chapters,
    posters,
    mayDownload,
    speaking,
    viewerId: read.viewer?.user.id,
    seesStats,
    review,
    reviewers,
    versions,
    place,
  };
}

function besides({ version }: MediaRow, { played, kept }: ShareRead): Upload[] | undefined {
  if (!played || !kept) return undefined;
  return [played, ...kept].filter((one) => one.version !== version);
}

/** Whether what is shown is what is played everywhere else. */
export function isPlayed({ media, playedVersion }: ShareView): boolean {
  return media.version === playedVersion;
}

/** The way from a node up to, and without, a node above it; undefined where it does not lead there. */
function wayWithin(path: NodePath | undefined, topId: string): NodeRow[] | undefined {
  const end = path?.findIndex(({ id }) => id === topId) ?? -1;
  return end === -1 ? undefined : path?.slice(0, end);
}

function frameOf(read: ShareRead, found: FoundShare, shared: NodePath, { canEdit, closed }: LetIn): ShareFrame {
  const { share, workspace, sharedBy } = found;
  const house = workspace.kind === "personal" ? (sharedBy ?? "") : workspace.name;
  const policy = sharePolicyOf(workspace);
  return {
    share,
    node: shared[0],
    house,
    look: lookOf(workspace),
    sharedBy: sharedBy ?? "",
    canEdit,
    mayShare: mayShare(read, share, shared),
    mayCaption: false,
    policy,
    closed,
  };
}

function mayShare(read: ShareRead, share: ShareRow, shared: NodePath): boolean {
  const membership = read.viewer?.membership;
  return membership ? mayChangeShare(share, membership, levelToEdit(read, shared)) : false;
}

/** The level of whoever looks as far as pages go by it: a program changes things by the API, within its scopes. */
function levelToEdit({ viewer }: ShareRead, path: NodePath): Level {
  if (!viewer?.membership || viewer.isKey) return "none";
  return levelAt({ membershipId: viewer.membership.id, role: viewer.membership.role }, path);
}

function placeOf({ collection }: FoundShare, top: NodeRow, folders: readonly NodeRow[]): ItemPlace {
  const beside = collection && "neighbours" in collection ? collection.neighbours : undefined;
  return {
    collection: top.title,
    folders: folders.map(({ id, title }) => ({ id, title })).reverse(),
    previous: besideOf(beside?.previousId, beside?.previousTitle),
    next: besideOf(beside?.nextId, beside?.nextTitle),
  };
}

function besideOf(id: string | null | undefined, title: string | null | undefined): Titled | null {
  return id && title ? { id, title } : null;
}
