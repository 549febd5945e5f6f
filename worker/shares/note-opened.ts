import { eq, sql } from "drizzle-orm";
import { OPENED_NOTED_EVERY } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { shares } from "../db/schema/shares.ts";
import type { ShareRow } from "./present.ts";

/** Shares that this isolate has noted lately, and when. */
const noted = new Map<string, number>();
const NOTED_MAX = 1_000;

/** Notes that a share was opened, to the minute, after the answer; a link that goes viral is noted no more often. */
export function noteOpened(ctx: RequestContext, { id, lastOpenedAt }: ShareRow): void {
  if (ctx.looksAhead) return;
  const last = Math.max(lastOpenedAt ?? 0, noted.get(id) ?? 0);
  if (ctx.now - last < OPENED_NOTED_EVERY) return;
  if (noted.size >= NOTED_MAX) noted.clear();
  noted.set(id, ctx.now);
  ctx.waitUntil(
    ctx.db.write
      .update(shares)
      .set({ lastOpenedAt: sql`max(coalesce(${shares.lastOpenedAt}, 0), ${ctx.now})` })
      .where(eq(shares.id, id))
      .catch((error: unknown) => {
        console.log(JSON.stringify({ event: "share.not_noted", reason: String(error).slice(0, 200) }));
      }),
  );
}
