import { and, eq, sql } from "drizzle-orm";
import type { GrantLevel } from "../../shared/policy/access.ts";
import type { Database } from "../db/client.ts";
import { accessRequests } from "../db/schema/access-requests.ts";
import { memberships } from "../db/schema/memberships.ts";
import { shares } from "../db/schema/shares.ts";
import { users } from "../db/schema/users.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { Problem } from "../http/problem.ts";
import type { AccessRequestRow } from "./present.ts";

type Status = (typeof memberships.$inferSelect)["status"];

/** What a decision found: the request, whoever asked, and what may stand in its way. */
type ToDecide = {
  request: AccessRequestRow;
  asker: { email: string; name: string | null };
  share: typeof shares.$inferSelect;
  guestsAllowed: (typeof workspaces.$inferSelect)["guestsAllowed"];
  /** Of their live membership in the workspace. */
  status: Status | null;
};

export function selectToDecide(db: Database["write"], nodeId: string, requestId: string) {
  return db
    .select({
      request: accessRequests,
      asker: { email: users.email, name: users.name },
      share: shares,
      guestsAllowed: workspaces.guestsAllowed,
      status: sql<Status | null>`(SELECT member.status FROM ${memberships} AS member
        WHERE member.user_id = ${accessRequests.userId} AND member.workspace_id = ${accessRequests.workspaceId}
          AND member.status <> 'ended')`,
    })
    .from(accessRequests)
    .innerJoin(users, eq(users.id, accessRequests.userId))
    .innerJoin(shares, eq(shares.id, accessRequests.shareId))
    .innerJoin(workspaces, eq(workspaces.id, accessRequests.workspaceId))
    .where(and(eq(accessRequests.id, requestId), eq(accessRequests.nodeId, nodeId)));
}

/** Why nothing was written; `level` where it was to be granted. */
export function whyNotDecided(found: ToDecide | undefined, level?: GrantLevel): Problem {
  if (!found) return new Problem("not_found");
  const { request, share, status, guestsAllowed } = found;
  if (request.outcome !== null) return new Problem("request_decided", { outcome: request.outcome });
  if (level === undefined || status === "active") return new Problem("forbidden", { logReason: "lost the level" });
  if (status === "suspended") return new Problem("invalid_state", { logReason: "whoever asked is suspended" });
  if (level === "edit") return onlyMembersEdit();
  if (guestsAllowed === "none") return new Problem("guests_not_allowed");
  if (share.publishedAt === null || share.endedAt !== null) return new Problem("share_gone");
  return new Problem("invalid_state", { logReason: "takes no more guests, or no guests by its visibility" });
}

function onlyMembersEdit(): Problem {
  const detail = "Only members of the workspace may be given edit.";
  return new Problem("invalid_request", { errors: [{ pointer: "/level", code: "not_a_member", detail }] });
}
