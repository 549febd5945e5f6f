import { sql } from "drizzle-orm";
import type { RequestContext } from "../context.ts";
import { suggestionDismissals } from "../db/schema/suggestion-dismissals.ts";
import { users } from "../db/schema/users.ts";
import { actorStill } from "../members/actor-still.ts";
import { authorize } from "../workspaces/authorize.ts";

/** Suggests someone no more, in this workspace. Says nothing of whether there is such a person. */
export async function dismissSuggestion(ctx: RequestContext, workspaceId: string, userId: string): Promise<void> {
  const actor = await authorize(ctx, workspaceId, "members.manage");
  await ctx.db.write.run(sql`INSERT INTO ${suggestionDismissals} (workspace_id, user_id, dismissed_at)
    SELECT ${workspaceId}, ${users.id}, ${ctx.now} FROM ${users}
    WHERE ${users.id} = ${userId} AND ${users.companyDomain} = ${actor.user.companyDomain} AND ${actorStill(actor)}
    ON CONFLICT DO NOTHING`);
}
