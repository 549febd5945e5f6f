import { and, eq } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { Workspace, workspaceChange } from "../../shared/api/workspaces.ts";
import { newId } from "../../shared/ids.ts";
import { can } from "../../shared/policy/roles.ts";
import { auditChange, jsonData } from "../audit/record-change.ts";
import type { RequestContext } from "../context.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { Problem } from "../http/problem.ts";
import { actorStill } from "../members/actor-still.ts";
import { type Actor, authorize } from "./authorize.ts";
import { presentWorkspace } from "./present.ts";

export async function readWorkspace(ctx: RequestContext, workspaceId: string): Promise<Workspace> {
  const { workspace, membership } = await authorize(ctx, workspaceId);
  return presentWorkspace(ctx, workspace, membership);
}

/** Renames a workspace, gives it a colour, sets the role that newcomers get, by which doors they come or what shares may do. */
export async function changeWorkspace(
  ctx: RequestContext,
  workspaceId: string,
  change: InferOutput<typeof workspaceChange>,
): Promise<Workspace> {
  const actor = await authorize(ctx, workspaceId, "settings.manage");
  if (change.joinPolicy) requireJoinPolicy(actor);
  if (change.sharePolicy) requireSecurity(actor);
  const { sharePolicy, look, ...plain } = change;
  const set = Object.fromEntries(
    Object.entries({ ...plain, ...sharePolicy, ...look }).filter(([, value]) => value !== undefined),
  );
  if (Object.keys(set).length === 0) return presentWorkspace(ctx, actor.workspace, actor.membership);

  const changeId = newId("change");
  const { write } = ctx.db;
  const [changed] = await write.batch([
    write
      .update(workspaces)
      .set({ ...set, changeId })
      .where(and(eq(workspaces.id, workspaceId), actorStill(actor)))
      .returning(),
    auditChange(ctx, {
      table: "workspaces",
      changeId,
      actorUserId: actor.user.id,
      action: "workspace.changed",
      data: jsonData(set),
    }),
  ]);
  const [row] = changed;
  if (!row) throw new Problem("forbidden", { logReason: "lost the role meanwhile" });
  return presentWorkspace(ctx, row, actor.membership);
}

function requireJoinPolicy(actor: Actor): void {
  requireSecurity(actor);
  if (actor.workspace.kind === "personal") throw new Problem("personal_workspace");
}

function requireSecurity({ membership }: Actor): void {
  if (!can(membership.role, "security.manage")) throw new Problem("forbidden", { logReason: "lacks security.manage" });
}
