import type { ListedShare, Share } from "../../shared/api/shares.ts";
import type { RequestContext } from "../context.ts";
import type { shares } from "../db/schema/shares.ts";
import { versioned } from "../http/versions.ts";

export type ShareRow = typeof shares.$inferSelect;

/** A share as whoever may edit its node sees it; of its password, only that there is one. */
export function presentShare(ctx: RequestContext, row: ShareRow): Share {
  const shown: Share = {
    id: row.id,
    nodeId: row.nodeId,
    slug: row.slug,
    url: `${ctx.settings.publicUrl}/s/${row.slug}`,
    isSharePage: row.isSharePage,
    label: row.label,
    visibility: row.visibility,
    hasPassword: row.passwordHash !== null,
    guests: row.guests.map(({ guest }) => guest),
    expiresAt: isoTime(row.expiresAt),
    maxViews: row.maxViews,
    views: row.views,
    allowDownload: row.allowDownload,
    allowComments: row.allowComments,
    allowEmbed: row.allowEmbed,
    allowIndexing: row.allowIndexing,
    pinnedVersion: row.pinnedVersion,
    endedAt: isoTime(row.endedAt),
  };
  // A new password shows in none of them.
  return versioned(shown, [row.changeId]);
}

/**
 * To whoever may see its node and no more: which of its links it is, whom else it lets in, and how often it was opened,
 * is not theirs to know.
 */
export function presentToViewer(ctx: RequestContext, row: ShareRow): Share {
  return { ...presentShare(ctx, row), isSharePage: false, label: null, guests: [], maxViews: null, views: 0 };
}

/** As the list of live links has it; `maker` is what whoever made it calls themselves. */
export function presentListedShare(ctx: RequestContext, row: ShareRow, maker: string | null): ListedShare {
  return {
    ...presentShare(ctx, row),
    createdAt: new Date(row.createdAt).toISOString(),
    createdBy: { membershipId: row.createdBy, name: maker ?? "" },
    lastOpenedAt: isoTime(row.lastOpenedAt),
  };
}

function isoTime(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
