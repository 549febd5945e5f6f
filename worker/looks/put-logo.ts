import { and, eq, isNotNull } from "drizzle-orm";
import type { Workspace } from "../../shared/api/workspaces.ts";
import { newId } from "../../shared/ids.ts";
import { auditChange } from "../audit/record-change.ts";
import type { RequestContext } from "../context.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { Problem } from "../http/problem.ts";
import { actorStill } from "../members/actor-still.ts";
import { dropUnnamed } from "../objects/named-objects.ts";
import { pictureType } from "../posters/picture-type.ts";
import { storeObject } from "../uploads/store-object.ts";
import { authorize } from "../workspaces/authorize.ts";
import { presentWorkspace } from "../workspaces/present.ts";
import { LOGOS } from "./logo-path.ts";

/** Takes a picture as the workspace's logo, in place of the one it had. 415 for what is no picture by its content. */
export async function putLogo(ctx: RequestContext, workspaceId: string, request: Request): Promise<Workspace> {
  const actor = await authorize(ctx, workspaceId, "settings.manage");
  const bytes = await request.arrayBuffer();
  if (!pictureType(new Uint8Array(bytes))) {
    throw new Problem("unsupported_media_type", { logReason: "no picture by its content" });
  }
  const { r2Key } = await storeObject(ctx, LOGOS, bytes);
  const changeId = newId("change");
  const { write } = ctx.db;
  const [rows] = await write.batch([
    write
      .update(workspaces)
      .set({ logoKey: r2Key, changeId })
      .where(and(eq(workspaces.id, workspaceId), actorStill(actor)))
      .returning(),
    auditChange(ctx, { table: "workspaces", changeId, actorUserId: actor.user.id, action: "logo.put" }),
    dropUnnamed(ctx, [r2Key]),
  ]);
  const [row] = rows;
  if (!row) throw new Problem("forbidden", { logReason: "lost the role meanwhile" });
  return presentWorkspace(ctx, row, actor.membership);
}

/** Takes the logo away; 404 where there is none. */
export async function deleteLogo(ctx: RequestContext, workspaceId: string): Promise<void> {
  const actor = await authorize(ctx, workspaceId, "settings.manage");
  const changeId = newId("change");
  const { write } = ctx.db;
  const [gone] = await write.batch([
    write
      .update(workspaces)
      .set({ logoKey: null, changeId })
      .where(and(eq(workspaces.id, workspaceId), isNotNull(workspaces.logoKey), actorStill(actor)))
      .returning({ id: workspaces.id }),
    auditChange(ctx, { table: "workspaces", changeId, actorUserId: actor.user.id, action: "logo.deleted" }),
  ]);
  if (gone.length === 0) throw new Problem("not_found");
}
