import { type SQL, sql } from "drizzle-orm";
import { newId } from "../../shared/ids.ts";
import { mayStill } from "../content/level-sql.ts";
import type { NodeAccess } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { media } from "../db/schema/nodes.ts";
import { shares, shareVisits } from "../db/schema/shares.ts";
import { toBase64Url } from "../secrets/derive.ts";
import { mayPin } from "../versions/pinned.ts";
import { pinningOf, type SealedRules } from "./share-rules.ts";

const SLUG_BYTES = 16;

type Insertion = { id: string; changeId: string; isSharePage: boolean };

/**
 * Makes a share of a node, where its maker may still edit and there is something to show. A Share Page that was closed
 * opens again under its old address, made anew by these rules; one that is live is left alone. Writes nothing where a
 * password is wanted and there is none.
 */
export function insertShare(ctx: RequestContext, access: NodeAccess, rules: SealedRules, made: Insertion) {
  const { actor, node } = access;
  const { visibility = "restricted", passwordHash = null, guests = [], label = null } = rules;
  const { expiresAt = null, maxViews = null } = rules;
  const {
    allowDownload = false,
    allowComments = true,
    allowEmbed = true,
    allowIndexing = false,
    pinnedVersion = null,
  } = rules;
  const pinning = pinningOf(node.id, rules);
  const slug = toBase64Url(crypto.getRandomValues(new Uint8Array(SLUG_BYTES)));
  const hash = made.isSharePage ? keptHash(node.id, passwordHash) : sql`${passwordHash}`;
  const raised = passwordHash === null ? 0 : 1;
  return ctx.db.write.run(sql`INSERT INTO ${shares}
    (id, workspace_id, node_id, slug, visibility, is_share_page, password_hash, password_version, guests, label, expires_at,
      max_views, allow_download, allow_comments, allow_embed, allow_indexing, pinned_version, published_at, created_by,
      created_at, change_id)
    SELECT ${made.id}, ${node.workspaceId}, ${node.id}, ${slug}, ${visibility}, ${Number(made.isSharePage)}, ${hash}, ${raised},
      ${JSON.stringify(guests)}, ${label}, ${expiresAt}, ${maxViews}, ${Number(allowDownload)}, ${Number(allowComments)},
      ${Number(allowEmbed)}, ${Number(allowIndexing)}, ${pinnedVersion}, ${ctx.now}, ${actor.membership.id}, ${ctx.now}, ${made.changeId}
    WHERE ${mayStill(actor, node.id, "edit")} AND ${hasSomethingToShow(access)}
      AND (${visibility} <> 'password' OR ${hash} IS NOT NULL) ${pinning ? sql`AND ${mayPin(pinning)}` : sql``}
    ON CONFLICT (node_id) WHERE is_share_page = 1 DO UPDATE
      SET published_at = excluded.published_at, ended_at = NULL, visibility = excluded.visibility,
        password_hash = excluded.password_hash, password_version = password_version + ${raised},
        guests = excluded.guests, label = excluded.label, expires_at = excluded.expires_at, max_views = excluded.max_views,
        allow_download = excluded.allow_download, allow_comments = excluded.allow_comments,
        allow_embed = excluded.allow_embed, allow_indexing = excluded.allow_indexing,
        pinned_version = excluded.pinned_version,
        views = 0, created_by = excluded.created_by, created_at = excluded.created_at, change_id = excluded.change_id
      WHERE published_at IS NULL OR ended_at IS NOT NULL`);
}

/** Made anew, a share has been seen by nobody: goes into the batch after `insertShare`. */
export function forgetVisits(ctx: RequestContext, { changeId }: Pick<Insertion, "changeId">) {
  return ctx.db.write.run(sql`DELETE FROM ${shareVisits}
    WHERE share_id IN (SELECT made.id FROM ${shares} AS made WHERE made.change_id = ${changeId})`);
}

export function newShareId(): string {
  return newId("share");
}

/** SQLite checks the row to insert before it finds the conflict: the hash that is there must stand in it. */
function keptHash(nodeId: string, passwordHash: string | null): SQL {
  return sql`COALESCE(${passwordHash}, (SELECT known.password_hash FROM ${shares} AS known
    WHERE known.node_id = ${nodeId} AND known.is_share_page = 1))`;
}

/** A project or folder shows what stands in it, now or later; anything else its media. */
function hasSomethingToShow({ node }: NodeAccess): SQL {
  if (node.kind === "project" || node.kind === "folder") return sql`1`;
  return sql`EXISTS (SELECT 1 FROM ${media} AS m WHERE m.node_id = ${node.id})`;
}
