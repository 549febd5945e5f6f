import { desc, eq } from "drizzle-orm";
import type { VersionList } from "../../shared/api/versions.ts";
import { requireMediaNode } from "../content/require-media-node.ts";
import type { RequestContext } from "../context.ts";
import { keptMedia } from "../db/schema/nodes.ts";
import { presentVersions } from "./present.ts";

/** The uploads of something that are there still, for whoever may edit it. */
export async function listVersions(ctx: RequestContext, nodeId: string): Promise<VersionList> {
  const { media } = await requireMediaNode(ctx, nodeId, "edit");
  const kept = await ctx.db.read
    .select()
    .from(keptMedia)
    .where(eq(keptMedia.nodeId, nodeId))
    .orderBy(desc(keptMedia.version));
  return presentVersions(media, kept);
}
