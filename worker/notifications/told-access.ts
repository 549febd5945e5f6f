import { sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { ToldAccessRequest } from "../../shared/api/access-requests.ts";
import type { NodeKind } from "../../shared/policy/access.ts";
import { isMember } from "../access-requests/grant-sql.ts";
import { type AccessRequestRow, presentAccessRequest } from "../access-requests/present.ts";
import { countsHere } from "../accounts/counts-here.ts";
import { levelNumber, numberOf } from "../content/level-sql.ts";
import { standing } from "../content/node-path.ts";
import type { RequestContext } from "../context.ts";
import { accessRequests } from "../db/schema/access-requests.ts";
import { memberships } from "../db/schema/memberships.ts";
import { nodes } from "../db/schema/nodes.ts";
import { notifications } from "../db/schema/notifications.ts";
import { shares } from "../db/schema/shares.ts";
import { users } from "../db/schema/users.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { barredAt } from "../shares/barred-at.ts";

/** Whoever asked, beside the person that a membership is about. */
export const asker = alias(users, "asker");

const asked = sql`access_requests`;

/** The reader's level at the node, as an active member; without a membership there is none, whatever everyone gets. */
const readerLevel = sql<number>`coalesce((SELECT ${levelNumber(sql`${asked}.node_id`, { membershipId: sql`mine.id`, role: sql`mine.role` })}
  FROM ${memberships} AS mine WHERE mine.user_id = ${notifications.userId} AND mine.workspace_id = ${asked}.workspace_id
    AND mine.status = 'active' AND ${countsHere("mine")}), 0)`;

/** Whether whoever asked is a guest of the share now, by the address they asked with. */
const askerIsGuest = sql<number>`EXISTS (SELECT 1 FROM ${shares} AS here
  JOIN ${workspaces} AS house ON house.id = here.workspace_id, json_each(here.guests) AS guest
  WHERE here.id = ${asked}.share_id AND house.guests_allowed <> 'none' AND here.published_at IS NOT NULL
    AND here.ended_at IS NULL AND guest.value ->> 'guest' = asker.email_key
    AND NOT EXISTS (SELECT 1 FROM ${memberships} AS mine WHERE mine.user_id = sessions.user_id
      AND mine.workspace_id = here.workspace_id AND mine.status <> 'ended' AND NOT ${countsHere("mine")})
    AND guest.value ->> 'since' >= coalesce(${barredAt(sql`asker.email_key`, sql`here.workspace_id`)}, 0)
    AND ${standing(sql`${asked}.node_id`)})`;

/** What is read of the request a notification is about, for its reader. */
export const toldAccess = {
  request: accessRequests,
  asker: { email: asker.email, name: asker.name },
  slug: shares.slug,
  title: nodes.title,
  kind: nodes.kind,
  readerLevel,
  askerIsGuest,
  isMember: isMember(asked),
};

type ToldAccess = {
  request: AccessRequestRow | null;
  asker: { email: string; name: string } | null;
  slug: string | null;
  title: string | null;
  kind: NodeKind | null;
  readerLevel: number;
  askerIsGuest: number;
  isMember: number;
};

/** The request as its reader may see it now: all of it with `manage`, their own words where it is theirs. */
export function presentToldAccess(
  { settings }: RequestContext,
  readerId: string,
  { request, asker, slug, title, kind, readerLevel, askerIsGuest, isMember }: ToldAccess,
): ToldAccessRequest | null {
  if (!request || !asker) return null;
  const isTheirs = request.userId === readerId;
  if (!isTheirs && readerLevel < numberOf("manage")) return null;
  const maySee = readerLevel >= numberOf("view") || (isTheirs && askerIsGuest === 1);
  return {
    ...presentAccessRequest(request, asker),
    state: request.outcome ?? "open",
    shareTitle: maySee ? title : null,
    shareKind: maySee ? kind : null,
    url: `${settings.publicUrl}/s/${slug}`,
    isMember: isMember === 1,
  };
}
