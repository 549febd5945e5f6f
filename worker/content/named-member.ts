import { and, eq, ne } from "drizzle-orm";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { Problem } from "../http/problem.ts";
import type { Actor, MembershipRow } from "../workspaces/authorize.ts";

/** The member whose view of the content a Super Admin asks for: one of the workspace who has not gone. */
export async function requireReader(ctx: RequestContext, actor: Actor, membershipId: string): Promise<MembershipRow> {
  if (actor.membership.role !== "super_admin") throw new Problem("forbidden", { logReason: "as another member" });
  return requireLiveMember(ctx, actor.workspace.id, membershipId, "/query/as");
}

/** A membership named in the input at `pointer`; 400 where it is none of the workspace's, or has ended. */
export async function requireLiveMember(
  ctx: RequestContext,
  workspaceId: string,
  membershipId: string,
  pointer: string,
): Promise<MembershipRow> {
  const [row] = await ctx.db.read
    .select()
    .from(memberships)
    .where(
      and(eq(memberships.id, membershipId), eq(memberships.workspaceId, workspaceId), ne(memberships.status, "ended")),
    );
  if (row) return row;
  throw unknownMember(pointer);
}

export function unknownMember(pointer: string): Problem {
  const detail = "Must be a member of this workspace.";
  return new Problem("invalid_request", { errors: [{ pointer, code: "unknown_member", detail }] });
}
