import { sql } from "drizzle-orm";
import type { RequestContext } from "../context.ts";
import { shareVisits } from "../db/schema/shares.ts";
import { digest } from "../secrets/derive.ts";
import type { ShareRow } from "./present.ts";
import { isPreviewRobot } from "./preview-robots.ts";
import { type Visit, visitCookie } from "./visit-cookie.ts";

const DAY = 24 * 60 * 60 * 1000;

/** `cookie` keeps a view for its visitor; `onlyLooks` sees that there is something, by its card, and no byte of it. */
export type Admission = { admitted: true; cookie?: string; onlyLooks: boolean } | { admitted: false };

/**
 * Whether one of a share's views lets someone in whom its rules let in: theirs already, or taken now. A view is one
 * person on one day, counted by one conditional write and never from what was kept. Looking ahead (HEAD, prefetch,
 * preview robots) takes none, and is shown nothing that a view is for: who asks in such words could be anyone.
 */
export async function admitVisitor(
  ctx: RequestContext,
  share: ShareRow,
  userId: string | undefined,
): Promise<Admission> {
  if (ctx.visit && isOf(ctx.visit, share) && ctx.visit.expiresAt > ctx.now) return { admitted: true, onlyLooks: false };
  if (ctx.looksAhead || isPreviewRobot(ctx.userAgent)) {
    const hasLeft = share.maxViews === null || share.views < share.maxViews;
    return hasLeft ? { admitted: true, onlyLooks: ctx.looksAhead !== "head" } : { admitted: false };
  }
  if (!(await takeView(ctx, share.id, userId))) return { admitted: false };
  return { admitted: true, onlyLooks: false, cookie: await visitCookie(ctx, share) };
}

/** Made anew, a share lets in nobody who had seen it before. */
function isOf({ shareId, madeAt }: Visit, share: ShareRow): boolean {
  return shareId === share.id && madeAt === share.createdAt;
}

/** Any number at once take no more than there are: the database's triggers count and refuse. */
async function takeView(ctx: RequestContext, shareId: string, userId: string | undefined): Promise<boolean> {
  const visitor = userId ?? (await digest(ctx.settings, `visitor:${ctx.network}:${ctx.userAgent}`));
  const day = Math.floor(ctx.now / DAY);
  const { write } = ctx.db;
  const [, theirs] = await write.batch([
    write.run(sql`INSERT INTO ${shareVisits} (share_id, day, visitor, at)
      VALUES (${shareId}, ${day}, ${visitor}, ${ctx.now}) ON CONFLICT DO NOTHING`),
    write
      .select({ one: sql<number>`1` })
      .from(shareVisits)
      .where(
        sql`${shareVisits.shareId} = ${shareId} AND ${shareVisits.day} = ${day} AND ${shareVisits.visitor} = ${visitor}`,
      ),
  ]);
  return theirs.length > 0;
}
