import { eq } from "drizzle-orm";
import type { Workspace } from "../../shared/api/workspaces.ts";
import { newId } from "../../shared/ids.ts";
import { SEATS_DEFAULT } from "../../shared/limits.ts";
import { requireUser } from "../accounts/require-user.ts";
import { auditChange, jsonData } from "../audit/record-change.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { Problem } from "../http/problem.ts";
import { presentWorkspace } from "./present.ts";

/** Makes a shared workspace with its maker as the active Super Admin. */
export async function createWorkspace(ctx: RequestContext, input: { name: string }): Promise<Workspace> {
  const { user } = await requireUser(ctx);
  const workspaceId = newId("workspace");
  const changeId = newId("change");
  const { write } = ctx.db;
  const [, , , rows] = await write.batch([
    write.insert(workspaces).values({
      id: workspaceId,
      kind: "shared",
      name: input.name,
      plan: "free",
      seats: SEATS_DEFAULT,
      createdAt: ctx.now,
      changeId,
    }),
    write.insert(memberships).values({
      id: newId("membership"),
      workspaceId,
      userId: user.id,
      email: user.email,
      emailKey: user.emailKey,
      role: "super_admin",
      status: "active",
      activatedAt: ctx.now,
      updatedAt: ctx.now,
      changeId,
    }),
    auditChange(ctx, {
      table: "workspaces",
      changeId,
      actorUserId: user.id,
      action: "workspace.created",
      data: jsonData({ name: input.name }),
    }),
    write.select().from(workspaces).where(eq(workspaces.id, workspaceId)),
  ]);
  const [row] = rows;
  if (!row) throw new Problem("internal_error");
  return presentWorkspace(ctx, row, { role: "super_admin", status: "active" });
}
