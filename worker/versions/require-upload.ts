import { and, eq } from "drizzle-orm";
import type { MediaRow } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { keptMedia, media } from "../db/schema/nodes.ts";
import { Problem } from "../http/problem.ts";

/** An upload that is there; 404 for any other. Who may see it was judged by whoever calls. */
export async function requireUpload({ db }: RequestContext, nodeId: string, version: number): Promise<MediaRow> {
  const [row] = await db.read
    .select()
    .from(media)
    .where(and(eq(media.nodeId, nodeId), eq(media.version, version)))
    .unionAll(
      db.read
        .select()
        .from(keptMedia)
        .where(and(eq(keptMedia.nodeId, nodeId), eq(keptMedia.version, version))),
    );
  if (!row) throw new Problem("not_found", { logReason: "no such version" });
  return row;
}

/** 0, which no upload has, for what is no number. */
export function versionIn(text: string): number {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0;
}
