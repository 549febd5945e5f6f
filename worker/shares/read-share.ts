import { and, desc, eq, getTableColumns, type Placeholder, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { countsHere } from "../accounts/counts-here.ts";
import { sessionLives, type UserRow } from "../accounts/require-user.ts";
import type { CaptionTrackRow } from "../captions/present.ts";
import type { ChapterTrackRow } from "../chapters/present.ts";
import { membershipsOf, type NodeStep, selectPath } from "../content/node-path.ts";
import type { MediaRow } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { prepared } from "../db/prepared.ts";
import { memberships } from "../db/schema/memberships.ts";
import {
  captionTracks,
  chapterTracks,
  keptCaptionTracks,
  keptChapterTracks,
  keptMedia,
  keptPosters,
  media,
  posters,
} from "../db/schema/nodes.ts";
import { sessions } from "../db/schema/sessions.ts";
import { shares } from "../db/schema/shares.ts";
import { users } from "../db/schema/users.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import type { PosterRow } from "../posters/choose-poster.ts";
import { type ReviewFacts, readFacts, reviewFacts } from "../reviews/review-facts.ts";
import type { Upload } from "../versions/present.ts";
import type { WorkspaceRow } from "../workspaces/present.ts";
import { barredAt } from "./barred-at.ts";
import { type CollectionPart, type CollectionShape, collectionPart } from "./collection-sql.ts";
import { KeptReads } from "./kept-reads.ts";
import type { ShareRow } from "./present.ts";
import type { ShareAsked } from "./share-asked.ts";

/** All that decides on a share for one viewer and fills what they ask of it. */
export type ShareRead = {
  asked: ShareAsked;
  found: FoundShare | undefined;
  /** The ways up of the shared node and of the one asked for. */
  path: readonly NodeStep[];
  /** Of the node asked for, which this share may not show (the gate says): the upload that it shows. */
  media: MediaRow | undefined;
  /** The upload that is played, which is another where the share is pinned. */
  played: MediaRow | undefined;
  /** What belongs to the upload that is shown. */
  captions: readonly CaptionTrackRow[];
  chapters: readonly ChapterTrackRow[];
  /** Of the same; to active members of the workspace alone. */
  reviews: ReviewFacts | null;
  /** The uploads beside the one that is played; to the same. */
  kept: readonly Upload[] | null;
  posters: readonly PosterRow[];
  viewer: ViewerRow | undefined;
};

export type FoundShare = {
  share: ShareRow;
  workspace: WorkspaceRow;
  sharedBy: string | null;
  /** Whether its node itself has something to play. */
  hasMedia: boolean;
  collection: CollectionPart | null;
};

export type ViewerRow = {
  user: UserRow;
  /** When their session began. */
  signedInAt: number;
  /** In the share's workspace, while it is active. */
  membership: typeof memberships.$inferSelect | null;
  /** When they were removed from it last; while they are suspended, no end of time. Null where neither is so. */
  barredAt: number | null;
  /** A program of theirs that asks by an API key. */
  isKey: boolean;
};

/** Half of the second in which a share closes; the other half belongs to replicas. */
const kept = new KeptReads<ShareRead>({ keepMs: 500, followMs: 100, size: 500, now: () => Date.now() });

/**
 * What was found at most half a second ago, by session and by what was asked. What a password unlocked is no part of
 * it: that is judged anew from what was found.
 */
export function readShareLately(ctx: RequestContext, asked: ShareAsked): Promise<ShareRead> {
  const { slug, node = "", after = "", withNeighbours } = asked;
  const key = [slug, ctx.credentials?.sessionId ?? "", node, after, withNeighbours].join(":");
  return kept.get(
    key,
    () => readShare(ctx, asked),
    (work) => ctx.waitUntil(work),
  );
}

/** Whoever changed something sees it at once where they changed it; elsewhere half a second later. */
export function forgetReads(): void {
  kept.forgetAll();
}

/**
 * Slug, share, workspace, the viewer's session and membership, the way up and the media of the node asked for, and
 * what a collection shows, in one round trip.
 */
export async function readShare(ctx: RequestContext, asked: ShareAsked): Promise<ShareRead> {
  const { slug, node, after, withNeighbours } = asked;
  const { credentials } = ctx;
  const isKey = credentials?.via === "api_key";
  const values = {
    slug,
    node: node ?? "",
    after: after ?? "",
    sessionId: credentials?.sessionId ?? "",
    now: ctx.now,
    // Beyond its own workspace an API key is nobody's, also where its maker is somebody.
    reach: isKey ? credentials.key.workspaceId : "",
  };
  const isItem = node !== undefined;
  const [found, path, uploads, viewers, captions, pictures] = await ctx.db.near.batch([
    foundShare(values, { isItem, withNeighbours }),
    pathOf(values, isItem),
    uploadShown(values, isItem),
    viewerOf(values, isKey),
    captionsOf(values, isItem),
    postersOf(values, isItem),
  ]);
  const viewer = viewers[0] && { ...viewers[0], isKey };
  const { played, pinned = null, chapters = [], reviews = null, kept = null } = uploads[0] ?? {};
  return {
    asked,
    found: found[0],
    path,
    media: shownBy(found[0]?.share, played, pinned),
    played,
    viewer,
    captions,
    chapters,
    reviews,
    kept,
    posters: pictures,
  };
}

/** Never another than a share is pinned to. */
function shownBy(
  share: ShareRow | undefined,
  played: MediaRow | undefined,
  pinned: MediaRow | null,
): MediaRow | undefined {
  if (!share || share.pinnedVersion === null || share.pinnedVersion === played?.version) return played;
  return pinned ?? undefined;
}

const NAMES = ["slug", "node", "after", "sessionId", "now", "reach"] as const;

const nodeOf = (slug: Placeholder) => sql`(SELECT here.node_id FROM ${shares} AS here WHERE here.slug = ${slug})`;
const houseOf = (slug: Placeholder) => sql`(SELECT here.workspace_id FROM ${shares} AS here WHERE here.slug = ${slug})`;

/** The node asked for: the one named, else the shared one. */
const itemOf = ({ slug, node }: Record<"slug" | "node", Placeholder>, isItem: boolean) =>
  isItem ? sql`${node}` : nodeOf(slug);

/** The upload that a share is pinned to where another is played; null else. */
const pinOf = (slug: Placeholder) => sql`(SELECT kept.version FROM ${shares} AS here JOIN ${keptMedia} AS kept
  ON kept.node_id = here.node_id AND kept.version = here.pinned_version WHERE here.slug = ${slug})`;

const foundShare = prepared(NAMES, (db, slots, shape: CollectionShape) =>
  db
    .select({
      share: shares,
      workspace: workspaces,
      sharedBy: users.name,
      hasMedia: sql`EXISTS (SELECT 1 FROM ${media} AS m WHERE m.node_id = shares.node_id)`.mapWith(Boolean),
      collection: collectionPart(slots, shape),
    })
    .from(shares)
    .innerJoin(workspaces, eq(workspaces.id, shares.workspaceId))
    .leftJoin(memberships, eq(memberships.id, shares.createdBy))
    .leftJoin(users, eq(users.id, memberships.userId))
    .where(eq(shares.slug, slots.slug)),
);

const pathOf = prepared(NAMES, (db, { slug, node, sessionId }, isItem: boolean) =>
  selectPath(db, isItem ? sql`${nodeOf(slug)}, ${node}` : nodeOf(slug), membershipsOf(sessionId)),
);

const pinned = alias(keptMedia, "pinned");

/** Few and short: a column beside the media, so that they cost no statement of their own. */
const chapters = sql<ChapterTrackRow[]>`CASE WHEN pinned.version IS NULL THEN (${chaptersIn(
  sql`${chapterTracks} AS parts WHERE parts.node_id = media.node_id`,
)}) ELSE (${chaptersIn(
  sql`${keptChapterTracks} AS parts WHERE parts.node_id = media.node_id AND parts.version = pinned.version`,
)}) END`.mapWith((text: string) => JSON.parse(text) as ChapterTrackRow[]);

function chaptersIn(parts: SQL): SQL {
  return sql`SELECT json_group_array(json_object('nodeId', parts.node_id, 'language', parts.language,
    'chapters', json(parts.chapters), 'updatedAt', parts.updated_at, 'changeId', parts.change_id)) FROM ${parts}`;
}

const isMember = ({ slug, sessionId }: Record<"slug" | "sessionId", Placeholder>) =>
  sql`EXISTS (SELECT 1 FROM ${sessions} AS asking JOIN ${memberships} AS mine ON mine.user_id = asking.user_id
    WHERE asking.id = ${sessionId} AND mine.workspace_id = ${houseOf(slug)} AND mine.status = 'active')`;

/** The same way, where whoever asks is a member. */
const keptTold = (slots: Record<"slug" | "sessionId", Placeholder>) =>
  sql<Upload[] | null>`CASE WHEN ${isMember(slots)} THEN (SELECT json_group_array(json_object('version', kept.version,
      'contentType', kept.content_type, 'size', kept.size, 'duration', kept.duration, 'width', kept.width,
      'height', kept.height, 'uploadedAt', kept.uploaded_at))
    FROM ${keptMedia} AS kept WHERE kept.node_id = media.node_id) END`.mapWith(
    (text: string) => JSON.parse(text) as Upload[],
  );

/** The same. */
const reviewsTold = (slots: Record<"slug" | "sessionId", Placeholder>) =>
  sql<ReviewFacts | null>`CASE WHEN ${isMember(slots)}
    THEN ${reviewFacts(sql`media.node_id`, sql`coalesce(pinned.version, media.version)`)} END`.mapWith(readFacts);

/** A node has one upload that is played, and no other without it. */
const uploadShown = prepared(NAMES, (db, slots, isItem: boolean) =>
  db
    .select({ played: media, pinned, chapters, reviews: reviewsTold(slots), kept: keptTold(slots) })
    .from(media)
    .leftJoin(pinned, and(eq(pinned.nodeId, media.nodeId), sql`${pinned.version} = ${pinOf(slots.slug)}`))
    .where(sql`${media.nodeId} = ${itemOf(slots, isItem)}`)
    .orderBy(desc(media.version))
    .limit(1),
);

/** Nobody, where they are a member and must sign in anew. */
const viewerOf = prepared(NAMES, (db, { slug, sessionId, now, reach }, isKey: boolean) =>
  db
    .select({
      user: users,
      signedInAt: sessions.createdAt,
      membership: memberships,
      barredAt: barredAt(sql`users.email_key`, houseOf(slug)),
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(
      memberships,
      and(
        eq(memberships.userId, users.id),
        eq(memberships.status, "active"),
        sql`${memberships.workspaceId} = ${houseOf(slug)}`,
      ),
    )
    .where(
      and(
        sessionLives({ now }, sessionId),
        countsHere("memberships"),
        isKey ? sql`${reach} = ${houseOf(slug)}` : undefined,
      ),
    ),
);

const { version: _, ...keptCaptions } = getTableColumns(keptCaptionTracks);
const { version: __, ...keptPictures } = getTableColumns(keptPosters);

/** Of the upload that is shown, in one of the two tables. */
const captionsOf = prepared(NAMES, (db, slots, isItem: boolean) =>
  db
    .select()
    .from(captionTracks)
    .where(sql`${captionTracks.nodeId} = ${itemOf(slots, isItem)} AND ${pinOf(slots.slug)} IS NULL`)
    .unionAll(
      db
        .select(keptCaptions)
        .from(keptCaptionTracks)
        .where(
          sql`${keptCaptionTracks.nodeId} = ${itemOf(slots, isItem)} AND ${keptCaptionTracks.version} = ${pinOf(slots.slug)}`,
        ),
    ),
);

const postersOf = prepared(NAMES, (db, slots, isItem: boolean) =>
  db
    .select()
    .from(posters)
    .where(sql`${posters.nodeId} = ${itemOf(slots, isItem)} AND ${pinOf(slots.slug)} IS NULL`)
    .unionAll(
      db
        .select(keptPictures)
        .from(keptPosters)
        .where(sql`${keptPosters.nodeId} = ${itemOf(slots, isItem)} AND ${keptPosters.version} = ${pinOf(slots.slug)}`),
    ),
);
