import type { Share } from "../../shared/api/shares.ts";
import { isVisibility } from "../../shared/policy/share-access.ts";
import type { RequestContext } from "../context.ts";
import type { shares } from "../db/schema/shares.ts";

export type ShareRow = typeof shares.$inferSelect;

/** A share as whoever may edit its node sees it. */
export function presentShare(ctx: RequestContext, row: ShareRow): Share {
  return {
    id: row.id,
    nodeId: row.nodeId,
    slug: row.slug,
    url: `${ctx.settings.publicUrl}/s/${row.slug}`,
    label: null,
    visibility: visibilityOf(row),
    hasPassword: false,
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

/** The column knows words that no share carries yet; one of them would be closed, not open. */
export function visibilityOf(row: Pick<ShareRow, "visibility">) {
  return isVisibility(row.visibility) ? row.visibility : "restricted";
}
