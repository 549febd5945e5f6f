import { and, desc, eq, sql } from "drizzle-orm";
import { isSlug } from "../../shared/api/shares.ts";
import { type Level, levelAt } from "../../shared/policy/access.ts";
import { decideShareAccess, type ShareDecision, type ShareViewer } from "../../shared/policy/share-access.ts";
import { sessionLives, type UserRow } from "../accounts/require-user.ts";
import { isTrashed, type NodeRow, onPath, pathFrom } from "../content/node-path.ts";
import type { MediaRow } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { media, nodes } from "../db/schema/nodes.ts";
import { sessions } from "../db/schema/sessions.ts";
import { shares } from "../db/schema/shares.ts";
import { users } from "../db/schema/users.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { Problem } from "../http/problem.ts";
import type { WorkspaceRow } from "../workspaces/present.ts";
import { type ShareRow, visibilityOf } from "./present.ts";

/** What a surface of a share is made from, for whoever was let in. */
export type ShareView = {
  share: ShareRow;
  node: NodeRow;
  media: MediaRow;
  /** Whose page it is; empty where nothing may be said: a personal workspace carries its person's address. */
  house: string;
  /** Whoever published it; empty where they never said their name. */
  sharedBy: string;
  canEdit: boolean;
};

export type Refused = Extract<ShareDecision, { allow: false }>;

/** `viewer` is whoever is signed in, let in or not. */
export type GateAnswer = { viewer: UserRow | undefined } & (
  | { allow: true; view: ShareView }
  | { allow: false; reason: Refused["reason"] }
);

/**
 * The one gate. Every surface of a share passes here and nothing reads a share without it: slug, share, the
 * node's way up, media, workspace, and the viewer's session and membership, in one round trip, never from a cache.
 */
export async function openShare(ctx: RequestContext, slug: string): Promise<GateAnswer> {
  if (!isSlug(slug)) return { allow: false, reason: "unknown", viewer: undefined };
  const { read } = ctx.db;
  const nodeOf = sql`(SELECT here.node_id FROM ${shares} AS here WHERE here.slug = ${slug})`;
  const [found, path, newest, viewers] = await read.batch([
    read
      .select({ share: shares, workspace: workspaces, sharedBy: users.name })
      .from(shares)
      .innerJoin(workspaces, eq(workspaces.id, shares.workspaceId))
      .leftJoin(memberships, eq(memberships.id, shares.createdBy))
      .leftJoin(users, eq(users.id, memberships.userId))
      .where(eq(shares.slug, slug)),
    read.select().from(nodes).where(onPath(nodeOf)),
    read.select().from(media).where(sql`${media.nodeId} = ${nodeOf}`).orderBy(desc(media.version)).limit(1),
    read
      .select({ user: users, membership: memberships })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .leftJoin(
        memberships,
        and(
          eq(memberships.userId, users.id),
          eq(memberships.status, "active"),
          sql`${memberships.workspaceId} = (SELECT here.workspace_id FROM ${shares} AS here WHERE here.slug = ${slug})`,
        ),
      )
      .where(sessionLives(ctx, ctx.credentials?.sessionId ?? "")),
  ]);
  return decide({ found: found[0], path, media: newest[0], viewer: viewers[0] });
}

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
    case "no_level":
      return new Problem("forbidden", { logReason: "no level at the share's node" });
  }
}

type Read = {
  found: { share: ShareRow; workspace: WorkspaceRow; sharedBy: string | null } | undefined;
  path: readonly NodeRow[];
  media: MediaRow | undefined;
  viewer: { user: UserRow; membership: typeof memberships.$inferSelect | null } | undefined;
};

function decide({ found, path, media: newest, viewer }: Read): GateAnswer {
  const user = viewer?.user;
  const way = found && pathFrom(found.share.nodeId, path);
  if (!found || !way || !newest) return { allow: false, reason: "unknown", viewer: user };
  const { share, workspace, sharedBy } = found;
  const decision = decideShareAccess(
    {
      visibility: visibilityOf(share),
      exists: share.publishedAt !== null && !isTrashed(way),
      ended: share.endedAt !== null,
    },
    viewerOf(viewer, way),
  );
  if (!decision.allow) return { allow: false, reason: decision.reason, viewer: user };
  const view = {
    share,
    node: way[0],
    media: newest,
    house: workspace.kind === "personal" ? (sharedBy ?? "") : workspace.name,
    sharedBy: sharedBy ?? "",
    canEdit: decision.canEdit,
  };
  return { allow: true, view, viewer: user };
}

function viewerOf(viewer: Read["viewer"], path: readonly NodeRow[]): ShareViewer {
  if (!viewer) return { kind: "stranger" };
  const { membership } = viewer;
  const level: Level = membership ? levelAt({ membershipId: membership.id, role: membership.role }, path) : "none";
  return { kind: "signed_in", level };
}
