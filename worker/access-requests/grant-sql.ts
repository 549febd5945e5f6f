import { type SQL, sql } from "drizzle-orm";
import { SHARE_GUESTS_MAX } from "../../shared/limits.ts";
import type { GrantLevel } from "../../shared/policy/access.ts";
import type { RequestContext } from "../context.ts";
import { accessRequests } from "../db/schema/access-requests.ts";
import { memberships } from "../db/schema/memberships.ts";
import { grants } from "../db/schema/nodes.ts";
import { shares } from "../db/schema/shares.ts";
import { users } from "../db/schema/users.ts";
import { workspaces } from "../db/schema/workspaces.ts";

/** What granting means, as SQL over a request named in it: a member gets a grant, anybody else becomes a guest. */

/** The membership of whoever asked, of this status; a person has one live membership in a workspace. */
function membershipOf(request: SQL, status: "active" | "suspended"): SQL {
  return sql`(SELECT member.id FROM ${memberships} AS member WHERE member.user_id = ${request}.user_id
    AND member.workspace_id = ${request}.workspace_id AND member.status = ${status})`;
}

export function isMember(request: SQL): SQL<number> {
  return sql<number>`(${membershipOf(request, "active")} IS NOT NULL)`;
}

/** From outside: the workspace takes guests, the share lets them in and has room for one more. */
export function mayBeGuest(request: SQL): SQL {
  return sql`(${membershipOf(request, "suspended")} IS NULL AND EXISTS (SELECT 1 FROM ${shares} AS here
    JOIN ${workspaces} AS house ON house.id = here.workspace_id
    WHERE here.id = ${request}.share_id AND house.guests_allowed <> 'none' AND here.published_at IS NOT NULL
      AND here.ended_at IS NULL AND here.visibility IN ('restricted', 'public')
      AND json_array_length(here.guests) < ${SHARE_GUESTS_MAX}))`;
}

/** The grant of a member whose request this change granted; a higher one that is there stays. */
export function addGrant(ctx: RequestContext, changeId: string, level: GrantLevel) {
  return ctx.db.write.run(sql`INSERT INTO ${grants} (node_id, membership_id, level)
    SELECT granted.node_id, ${membershipOf(sql`granted`, "active")}, ${level}
    FROM ${accessRequests} AS granted WHERE granted.change_id = ${changeId} AND ${isMember(sql`granted`)}
    ON CONFLICT (node_id, membership_id) DO UPDATE SET level = excluded.level WHERE excluded.level = 'edit'`);
}

/** The guest that anybody else becomes by it, once and from now: whoever was removed before is named anew. */
export function addGuest(ctx: RequestContext, changeId: string) {
  const address = sql`(SELECT asker.email_key FROM ${accessRequests} AS granted
    JOIN ${users} AS asker ON asker.id = granted.user_id WHERE granted.change_id = ${changeId})`;
  return ctx.db.write.run(sql`UPDATE ${shares} SET change_id = ${changeId},
    guests = json_insert((SELECT json_group_array(json(known.value)) FROM json_each(shares.guests) AS known
      WHERE known.value ->> 'guest' <> ${address}), '$[#]', json_object('guest', ${address}, 'since', ${ctx.now}))
    WHERE id = (SELECT granted.share_id FROM ${accessRequests} AS granted
      WHERE granted.change_id = ${changeId} AND NOT ${isMember(sql`granted`)})`);
}
