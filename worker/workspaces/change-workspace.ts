import { and, eq, type SQL } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { Workspace, workspaceChange } from "../../shared/api/workspaces.ts";
import { newId } from "../../shared/ids.ts";
import { can } from "../../shared/policy/roles.ts";
import { auditChange, jsonData } from "../audit/record-change.ts";
import type { RequestContext } from "../context.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { untilWritten } from "../db/until-written.ts";
import { Problem } from "../http/problem.ts";
import { type Expected, ifExpected, requireExpected, versionOf } from "../http/versions.ts";
import { actorStill } from "../members/actor-still.ts";
import { type Actor, authorize } from "./authorize.ts";
import { presentWorkspace, type WorkspaceRow } from "./present.ts";

export async function readWorkspace(ctx: RequestContext, workspaceId: string): Promise<Workspace> {
  const { workspace, membership } = await authorize(ctx, workspaceId);
  return presentWorkspace(ctx, workspace, membership);
}

type Change = InferOutput<typeof workspaceChange>;

/** Renames a workspace, gives it a colour, sets the role that newcomers get, by which doors they come or what shares may do. */
export function changeWorkspace(
  ctx: RequestContext,
  workspaceId: string,
  change: Change,
  expected?: Expected,
): Promise<Workspace> {
  return untilWritten(async () => {
    const actor = await judge(ctx, workspaceId, change);
    const before = presentWorkspace(ctx, actor.workspace, actor.membership);
    requireExpected(expected, versionOf(before));
    const set = namedIn(change);
    if (Object.keys(set).length === 0) return before;
    const row = await write(ctx, actor, set, ifExpected(expected, eq(workspaces.changeId, actor.workspace.changeId)));
    return row && presentWorkspace(ctx, row, actor.membership);
  });
}

async function judge(ctx: RequestContext, workspaceId: string, change: Change): Promise<Actor> {
  const actor = await authorize(ctx, workspaceId, "settings.manage");
  if (change.joinPolicy) requireJoinPolicy(actor);
  if (change.sharePolicy) requireSecurity(actor);
  return actor;
}

function namedIn({ sharePolicy, look, ...plain }: Change) {
  return Object.fromEntries(
    Object.entries({ ...plain, ...sharePolicy, ...look }).filter(([, value]) => value !== undefined),
  );
}

async function write(ctx: RequestContext, actor: Actor, set: Partial<WorkspaceRow>, isStill: SQL | undefined) {
  const changeId = newId("change");
  const { write } = ctx.db;
  const [changed] = await write.batch([
    write
      .update(workspaces)
      .set({ ...set, changeId })
      .where(and(eq(workspaces.id, actor.workspace.id), actorStill(actor), isStill))
      .returning(),
    auditChange(ctx, {
      table: "workspaces",
      changeId,
      actorUserId: actor.user.id,
      action: "workspace.changed",
      data: jsonData(set),
    }),
  ]);
  return changed[0];
}

function requireJoinPolicy(actor: Actor): void {
  requireSecurity(actor);
  if (actor.workspace.kind === "personal") throw new Problem("personal_workspace");
}

function requireSecurity({ membership }: Actor): void {
  if (!can(membership.role, "security.manage")) throw new Problem("forbidden", { logReason: "lacks security.manage" });
}
