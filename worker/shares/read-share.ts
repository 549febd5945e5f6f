import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { sessionLives, type UserRow } from "../accounts/require-user.ts";
import type { CaptionTrackRow } from "../captions/present.ts";
import { membershipsOf, type NodeStep, selectPath } from "../content/node-path.ts";
import type { MediaRow } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { captionTracks, media, posters } from "../db/schema/nodes.ts";
import { sessions } from "../db/schema/sessions.ts";
import { shares } from "../db/schema/shares.ts";
import { users } from "../db/schema/users.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import type { PosterRow } from "../posters/choose-poster.ts";
import type { WorkspaceRow } from "../workspaces/present.ts";
import { barredAt } from "./barred-at.ts";
import { type CollectionPart, collectionPart } from "./collection-sql.ts";
import { KeptReads } from "./kept-reads.ts";
import type { ShareRow } from "./present.ts";
import type { ShareAsked } from "./share-asked.ts";

/** All that decides on a share for one viewer and fills what they ask of it. */
export type ShareRead = {
  asked: ShareAsked;
  found: FoundShare | undefined;
  /** The ways up of the shared node and of the one asked for. */
  path: readonly NodeStep[];
  /** What belongs to the node asked for, which this share may not show: the gate says. */
  media: MediaRow | undefined;
  captions: readonly CaptionTrackRow[];
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
  const { near } = ctx.db;
  const { slug, node } = asked;
  const sessionId = ctx.credentials?.sessionId ?? "";
  const nodeOf = sql`(SELECT here.node_id FROM ${shares} AS here WHERE here.slug = ${slug})`;
  const houseOf = sql`(SELECT here.workspace_id FROM ${shares} AS here WHERE here.slug = ${slug})`;
  const itemOf = node === undefined ? nodeOf : sql`${node}`;
  const [found, path, newest, viewers, captions, pictures] = await near.batch([
    near
      .select({
        share: shares,
        workspace: workspaces,
        sharedBy: users.name,
        hasMedia: sql`EXISTS (SELECT 1 FROM ${media} AS m WHERE m.node_id = shares.node_id)`.mapWith(Boolean),
        collection: collectionPart(asked),
      })
      .from(shares)
      .innerJoin(workspaces, eq(workspaces.id, shares.workspaceId))
      .leftJoin(memberships, eq(memberships.id, shares.createdBy))
      .leftJoin(users, eq(users.id, memberships.userId))
      .where(eq(shares.slug, slug)),
    selectPath(near, node === undefined ? nodeOf : sql`${nodeOf}, ${node}`, membershipsOf(sessionId)),
    near.select().from(media).where(sql`${media.nodeId} = ${itemOf}`).orderBy(desc(media.version)).limit(1),
    near
      .select({ user: users, membership: memberships, barredAt: barredAt(sql`users.email_key`, houseOf) })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .leftJoin(
        memberships,
        and(
          eq(memberships.userId, users.id),
          eq(memberships.status, "active"),
          sql`${memberships.workspaceId} = ${houseOf}`,
        ),
      )
      .where(and(sessionLives(ctx, sessionId), withinReach(ctx, houseOf))),
    near.select().from(captionTracks).where(sql`${captionTracks.nodeId} = ${itemOf}`),
    near.select().from(posters).where(sql`${posters.nodeId} = ${itemOf}`),
  ]);
  const viewer = viewers[0] && { ...viewers[0], isKey: ctx.credentials?.via === "api_key" };
  return { asked, found: found[0], path, media: newest[0], viewer, captions, posters: pictures };
}

/** Beyond its own workspace an API key is nobody's, also where its maker is somebody. */
function withinReach({ credentials }: RequestContext, workspaceId: SQL): SQL | undefined {
  return credentials?.via === "api_key" ? sql`${credentials.key.workspaceId} = ${workspaceId}` : undefined;
}
