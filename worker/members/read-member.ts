import { and, eq, ne } from "drizzle-orm";
import type { Member } from "../../shared/api/members.ts";
import { can } from "../../shared/policy/roles.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { users } from "../db/schema/users.ts";
import { Problem } from "../http/problem.ts";
import { authorize } from "../workspaces/authorize.ts";
import { presentMember } from "./present.ts";

/** One member, by the rules of the list: who was invited or asks is shown to `members.manage` alone. */
export async function readMember(ctx: RequestContext, workspaceId: string, membershipId: string): Promise<Member> {
  const { membership } = await authorize(ctx, workspaceId, "content.view");
  const [row] = await ctx.db.read
    .select({ membership: memberships, name: users.name })
    .from(memberships)
    .leftJoin(users, eq(users.id, memberships.userId))
    .where(
      and(eq(memberships.id, membershipId), eq(memberships.workspaceId, workspaceId), ne(memberships.status, "ended")),
    );
  const isSettled = row?.membership.status === "active" || row?.membership.status === "suspended";
  if (!row || isOver(row.membership, ctx.now) || (!isSettled && !can(membership.role, "members.manage"))) {
    throw new Problem("not_found", { logReason: "no such member, or not theirs to see" });
  }
  return presentMember(row.membership, row.name, ctx.locale);
}

/** An invitation whose time is over is gone for every reader, also before the sweep ends it. */
function isOver({ status, expiresAt }: { status: string; expiresAt: number | null }, now: number): boolean {
  return status === "invited" && expiresAt !== null && expiresAt <= now;
}
