import { and, desc, eq, sql } from "drizzle-orm";
import type { RequestContext } from "../context.ts";
import type { Database } from "../db/client.ts";
import { accessRequests } from "../db/schema/access-requests.ts";
import type { AccessRequestRow } from "./present.ts";

/** Somebody a share refused, and the share. */
export type Asker = { userId: string; shareId: string };

/** What somebody asked of a share last, whatever became of it. */
export async function readOwnRequest(ctx: RequestContext, asker: Asker): Promise<AccessRequestRow | undefined> {
  const [row] = await selectOwnRequest(ctx.db.read, asker);
  return row;
}

/** Found by its asker: a share may be asked for by many, and nobody asks for much. */
export function selectOwnRequest(db: Database["read"], { userId, shareId }: Asker) {
  return db
    .select()
    .from(accessRequests)
    .where(and(eq(accessRequests.userId, userId), sql`+${accessRequests.shareId} = ${shareId}`))
    .orderBy(desc(accessRequests.id))
    .limit(1);
}
