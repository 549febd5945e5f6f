import { and, eq, sql } from "drizzle-orm";
import { parseEmailAddress } from "../../shared/email-address.ts";
import { requireMediaNode } from "../content/require-media-node.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { nameReviewers, noViewers } from "./name-reviewers.ts";

/**
 * Names reviewers by their addresses besides those who are, and takes others away; what two people change at once is both
 * heard. 400 `no_viewer` by the place among `added`.
 */
export async function nameByAddress(
  ctx: RequestContext,
  nodeId: string,
  { added, removed }: { added: readonly string[]; removed: readonly string[] },
): Promise<void> {
  const { actor } = await requireMediaNode(ctx, nodeId, "edit");
  const members = await membersAt(ctx, actor.workspace.id, [...added, ...removed]);
  const named = added.map((address) => members.get(keyOf(address)));
  const strangers = named.flatMap((id, at) => (id === undefined ? [at] : []));
  if (strangers.length > 0) throw noViewers(strangers);
  await nameReviewers(ctx, nodeId, {
    named: idsIn(named),
    removed: idsIn(removed.map((one) => members.get(keyOf(one)))),
  });
}

function keyOf(address: string): string {
  return parseEmailAddress(address)?.key ?? "";
}

function idsIn(ids: readonly (string | undefined)[]): string[] {
  return ids.flatMap((id) => id ?? []);
}

/** Active members of a workspace, by the key of their address. */
async function membersAt(
  ctx: RequestContext,
  workspaceId: string,
  addresses: readonly string[],
): Promise<Map<string, string>> {
  const keys = JSON.stringify(addresses.map(keyOf));
  const rows = await ctx.db.read
    .select({ key: memberships.emailKey, id: memberships.id })
    .from(memberships)
    .where(
      and(
        eq(memberships.workspaceId, workspaceId),
        eq(memberships.status, "active"),
        sql`${memberships.emailKey} IN (SELECT value FROM json_each(${keys}))`,
      ),
    );
  return new Map(rows.map(({ key, id }) => [key, id]));
}
