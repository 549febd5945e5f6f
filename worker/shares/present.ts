import type { Share } from "../../shared/api/shares.ts";
import type { RequestContext } from "../context.ts";
import type { shares } from "../db/schema/shares.ts";

export type ShareRow = typeof shares.$inferSelect;

/** A share as whoever may edit its node sees it; of its password, only that there is one. */
export function presentShare(ctx: RequestContext, row: ShareRow): Share {
  return {
    id: row.id,
    nodeId: row.nodeId,
    slug: row.slug,
    url: `${ctx.settings.publicUrl}/s/${row.slug}`,
    label: null,
    visibility: row.visibility,
    hasPassword: row.passwordHash !== null,
    guests: [],
    expiresAt: null,
    maxViews: null,
    views: 0,
    allowDownload: false,
    allowComments: true,
    allowEmbed: true,
    allowIndexing: false,
    endedAt: row.endedAt === null ? null : new Date(row.endedAt).toISOString(),
  };
}
