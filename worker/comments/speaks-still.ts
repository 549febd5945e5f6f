import { type SQL, sql } from "drizzle-orm";
import { claimedSession, sessionLives } from "../accounts/require-user.ts";
import { levelNumber, memberOf, numberOf } from "../content/level-sql.ts";
import { nodeStands } from "../content/node-path.ts";
import type { RequestContext } from "../context.ts";
import { nodes } from "../db/schema/nodes.ts";
import { sessions } from "../db/schema/sessions.ts";
import { shares } from "../db/schema/shares.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { actorStill } from "../members/actor-still.ts";
import { barredAt } from "../shares/barred-at.ts";
import type { SpokenView } from "./share-comments.ts";

/**
 * The precondition of what somebody says on a share: all that the gate decided on is so still. The share is open in the
 * same way, its comments are on, it shows this, and whoever speaks is let in by what let them in.
 */
export function speaksStill(ctx: RequestContext, view: SpokenView): SQL {
  const { share, node, speaking } = view;
  const { user, signedInAt, membership, letInBy } = speaking;
  return sql.join(
    [
      sql`${shareStill(view)} AND ${showsStill(node.id, share.nodeId)} AND ${nodeStands(node.id)}`,
      ...(user ? [signedInStill(ctx)] : []),
      ...(membership ? [actorStill({ membership, signedInAt })] : []),
      ...(membership && letInBy === "level"
        ? [sql`${levelNumber(sql`${share.nodeId}`, memberOf(membership))} >= ${numberOf("view")}`]
        : []),
    ],
    sql` AND `,
  );
}

function shareStill({ share, policy, speaking }: SpokenView): SQL {
  return sql`EXISTS (SELECT 1 FROM ${shares} AS here JOIN ${workspaces} AS house ON house.id = here.workspace_id
    WHERE here.id = ${share.id} AND here.allow_comments = 1 AND here.published_at IS NOT NULL AND here.ended_at IS NULL
      AND here.visibility = ${share.visibility} AND here.password_version = ${share.passwordVersion}
      AND here.expires_at IS ${share.expiresAt} AND here.pinned_version IS ${share.pinnedVersion} AND house.public_allowed = ${Number(policy.publicAllowed)}
      AND house.password_required = ${Number(policy.passwordRequired)} AND house.guests_allowed = ${policy.guestsAllowed}
      AND house.longest_expiry_days IS ${policy.longestExpiryDays} AND ${guestStill(speaking)})`;
}

function guestStill({ user, letInBy }: SpokenView["speaking"]): SQL {
  if (letInBy !== "guest" || !user) return sql`1`;
  return sql`EXISTS (SELECT 1 FROM json_each(here.guests) AS named
    WHERE named.value ->> 'guest' IN (${user.emailKey}, ${user.companyDomain})
      AND named.value ->> 'since' >= coalesce(${barredAt(sql`${user.emailKey}`, sql`here.workspace_id`)}, 0))`;
}

/** What a collection shows stands below it with nothing restricted on the way; see `shared/policy/share-coverage.ts`. */
function showsStill(nodeId: string, sharedId: string): SQL {
  if (nodeId === sharedId) return sql`1`;
  return sql`EXISTS (WITH RECURSIVE way(id, parent_id) AS (
      SELECT first.id, first.parent_id FROM ${nodes} AS first WHERE first.id = ${nodeId} AND first.everyone <> 'none'
      UNION SELECT above.id, above.parent_id FROM way JOIN ${nodes} AS above ON above.id = way.parent_id
      WHERE way.id <> ${sharedId} AND (above.id = ${sharedId} OR above.everyone <> 'none')
    ) SELECT 1 FROM way WHERE way.id = ${sharedId})`;
}

function signedInStill(ctx: RequestContext): SQL {
  return sql`EXISTS (SELECT 1 FROM ${sessions} WHERE ${sessionLives(ctx, claimedSession(ctx))})`;
}
