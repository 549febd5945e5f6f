import { and, eq, lte, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { Plan, planChange } from "../../shared/api/workspaces.ts";
import { newId } from "../../shared/ids.ts";
import { auditChange, jsonData } from "../audit/record-change.ts";
import type { RequestContext } from "../context.ts";
import { brokenConstraint } from "../db/constraint.ts";
import { memberships } from "../db/schema/memberships.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { untilWritten } from "../db/until-written.ts";
import { Problem } from "../http/problem.ts";
import { type Expected, ifExpected, requireExpected, versionOf } from "../http/versions.ts";
import { actorStill } from "../members/actor-still.ts";
import { endOverdue } from "../members/end-overdue.ts";
import { type Actor, authorize } from "./authorize.ts";
import { presentPlan, type WorkspaceRow } from "./present.ts";

/** Seats as they stand, for whoever invites. */
export async function readPlan(ctx: RequestContext, workspaceId: string): Promise<Plan> {
  const { workspace } = await authorize(ctx, workspaceId, "members.manage");
  return presentPlan(workspace, await countOverdue(ctx, workspaceId));
}

/** Sets plan and seats; 409 `seats_in_use` with the number in use when that is too few. */
export async function changePlan(
  ctx: RequestContext,
  workspaceId: string,
  change: InferOutput<typeof planChange>,
  expected?: Expected,
): Promise<Plan> {
  return untilWritten(async () => {
    const actor = await authorize(ctx, workspaceId, "billing.manage");
    if (actor.workspace.kind === "personal") throw new Problem("personal_workspace");
    requireWithinMost(change.seats, ctx.settings.seatsMax);
    requireExpected(expected, versionOf(presentPlan(actor.workspace, 0)));
    const row = await writePlan(ctx, actor, change, expected);
    return row && presentPlan(row, 0);
  });
}

function requireWithinMost(seats: number, most: number): void {
  if (seats <= most) return;
  throw new Problem("invalid_request", {
    errors: [{ pointer: "/seats", code: "max_value", detail: `Must be at most ${most}.` }],
  });
}

async function writePlan(
  ctx: RequestContext,
  actor: Actor,
  change: InferOutput<typeof planChange>,
  expected: Expected,
): Promise<WorkspaceRow | undefined> {
  const { id: workspaceId, plan, seats } = actor.workspace;
  const isStill = ifExpected(expected, and(eq(workspaces.plan, plan), eq(workspaces.seats, seats)));
  const changeId = newId("change");
  const { write } = ctx.db;
  try {
    const [, changed] = await write.batch([
      endOverdue(ctx, workspaceId),
      write
        .update(workspaces)
        .set({ seats: change.seats, ...(change.plan ? { plan: change.plan } : {}), changeId })
        .where(and(eq(workspaces.id, workspaceId), actorStill(actor), isStill))
        .returning(),
      auditChange(ctx, {
        table: "workspaces",
        changeId,
        actorUserId: actor.user.id,
        action: "plan.changed",
        data: jsonData(change),
      }),
    ]);
    return changed[0];
  } catch (error) {
    if (brokenConstraint(error) !== "seats") throw error;
    throw new Problem("seats_in_use", { inUse: await countInUse(ctx, workspaceId) });
  }
}

async function countOverdue(ctx: RequestContext, workspaceId: string): Promise<number> {
  return ctx.db.read.$count(
    memberships,
    and(
      eq(memberships.workspaceId, workspaceId),
      eq(memberships.status, "invited"),
      lte(memberships.expiresAt, ctx.now),
    ),
  );
}

async function countInUse(ctx: RequestContext, workspaceId: string): Promise<number> {
  return ctx.db.read.$count(
    memberships,
    and(
      eq(memberships.workspaceId, workspaceId),
      sql`(${memberships.status} = 'active' OR (${memberships.status} = 'invited' AND ${memberships.expiresAt} > ${ctx.now}))`,
    ),
  );
}
