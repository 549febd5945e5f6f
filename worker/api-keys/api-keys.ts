import { and, desc, eq, isNull, lt, ne, type SQL, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { ApiKey, apiKeyQuery, MadeApiKey, newApiKey } from "../../shared/api/api-keys.ts";
import type { Page } from "../../shared/api/fields.ts";
import type { AuditAction } from "../../shared/audit-actions.ts";
import { newId } from "../../shared/ids.ts";
import { API_KEYS_MAX } from "../../shared/limits.ts";
import { can } from "../../shared/policy/roles.ts";
import { auditChange } from "../audit/record-change.ts";
import type { RequestContext } from "../context.ts";
import { apiKeys } from "../db/schema/api-keys.ts";
import { memberships } from "../db/schema/memberships.ts";
import { sessions } from "../db/schema/sessions.ts";
import { users } from "../db/schema/users.ts";
import { Problem } from "../http/problem.ts";
import { requireTimeToCome } from "../http/time-to-come.ts";
import { actorStill } from "../members/actor-still.ts";
import { type Actor, authorize } from "../workspaces/authorize.ts";
import { hashKey, newKeyText, shownOf } from "./key-text.ts";

/** Of a key that has no end: a session must have one. */
const NO_END = Number.MAX_SAFE_INTEGER;

/**
 * Makes a key for whoever asks, to act in their name in this workspace. Said once: it is stored hashed.
 * 409 `too_many_api_keys` where they have as many as one may have.
 */
export async function createApiKey(
  ctx: RequestContext,
  workspaceId: string,
  input: InferOutput<typeof newApiKey>,
): Promise<MadeApiKey> {
  const actor = await authorize(ctx, workspaceId, "api.use");
  const { expiresAt = null } = input;
  requireTimeToCome(ctx, expiresAt);
  const key = newKeyText();
  const id = newId("apiKey");
  const changeId = newId("change");
  const { write } = ctx.db;
  const { membership, user, signedInAt } = actor;
  const [, , , [made]] = await write.batch([
    write.run(sql`INSERT INTO ${apiKeys}
      (id, workspace_id, membership_id, name, scopes, prefix, hash, created_at, expires_at, change_id)
      SELECT ${id}, ${workspaceId}, ${membership.id}, ${input.name}, ${JSON.stringify(input.scopes)}, ${shownOf(key)},
        ${await hashKey(key)}, ${ctx.now}, ${expiresAt}, ${changeId}
      WHERE ${actorStill(actor)} AND ${keysOf(ctx, membership.id)} < ${API_KEYS_MAX}`),
    write.run(sql`INSERT INTO ${sessions} (id, user_id, api_key_id, created_at, last_used_at, expires_at)
      SELECT ${newId("session")}, ${user.id}, ${apiKeys.id}, ${Math.max(ctx.now, signedInAt)}, ${ctx.now}, ${expiresAt ?? NO_END}
      FROM ${apiKeys} WHERE ${apiKeys.changeId} = ${changeId}`),
    recordKey(ctx, changeId, actor, "api_key.created"),
    write.select().from(apiKeys).where(eq(apiKeys.id, id)),
  ]);
  if (!made) throw await refusedBecause(ctx, workspaceId);
  return { ...present(made, user), key };
}

/**
 * The keys there are, expired ones too, the newest first: one's own, and for `security.manage` everyone's. Those of one
 * member are for `members.manage`: who suspends, demotes or removes them stops their keys.
 */
export async function listApiKeys(
  ctx: RequestContext,
  workspaceId: string,
  { membershipId, ...page }: InferOutput<typeof apiKeyQuery>,
): Promise<Page<ApiKey>> {
  const actor = await authorize(ctx, workspaceId, membershipId === undefined ? "api.use" : "members.manage");
  const shownTo =
    membershipId === undefined ? within(actor) : and(isKeyHere(actor), eq(apiKeys.membershipId, membershipId));
  const rows = await ctx.db.read
    .select({ key: apiKeys, maker: { name: users.name, email: users.email } })
    .from(apiKeys)
    .innerJoin(memberships, eq(memberships.id, apiKeys.membershipId))
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        shownTo,
        ne(memberships.status, "ended"),
        page.cursor === undefined ? undefined : lt(apiKeys.id, page.cursor),
      ),
    )
    .orderBy(desc(apiKeys.id))
    .limit(page.limit + 1);
  const shown = rows.slice(0, page.limit);
  return {
    items: shown.map(({ key, maker }) => present(key, maker)),
    nextCursor: rows.length > page.limit ? (shown.at(-1)?.key.id ?? null) : null,
  };
}

/** Ends a key at once: one's own, and for `security.manage` anyone's. 404 for any other. */
export async function deleteApiKey(ctx: RequestContext, workspaceId: string, id: string): Promise<void> {
  const actor = await authorize(ctx, workspaceId, "api.use");
  const changeId = newId("change");
  const { write } = ctx.db;
  const [ended] = await write.batch([
    write
      .update(apiKeys)
      .set({ endedAt: ctx.now, changeId })
      .where(and(eq(apiKeys.id, id), within(actor), actorStill(actor)))
      .returning({ id: apiKeys.id }),
    write
      .update(sessions)
      .set({ endedAt: ctx.now })
      .where(
        sql`${sessions.apiKeyId} IN (SELECT ended.id FROM ${apiKeys} AS ended WHERE ended.change_id = ${changeId})`,
      ),
    recordKey(ctx, changeId, actor, "api_key.deleted"),
  ]);
  if (ended.length === 0) throw new Problem("not_found");
}

/** Those not deleted that someone may see and end. */
function within(actor: Actor): SQL | undefined {
  const { membership } = actor;
  return and(
    isKeyHere(actor),
    can(membership.role, "security.manage") ? undefined : eq(apiKeys.membershipId, membership.id),
  );
}

function isKeyHere({ workspace }: Actor): SQL | undefined {
  return and(eq(apiKeys.workspaceId, workspace.id), isNull(apiKeys.endedAt));
}

function keysOf({ now }: RequestContext, membershipId: string): SQL {
  return sql`(SELECT count(*) FROM ${apiKeys} AS had WHERE had.membership_id = ${membershipId}
    AND had.ended_at IS NULL AND coalesce(had.expires_at > ${now}, 1))`;
}

/** Nothing was made: they have as many as one may have, or lost the role meanwhile, which this says by itself. */
async function refusedBecause(ctx: RequestContext, workspaceId: string): Promise<Problem> {
  await authorize(ctx, workspaceId, "api.use");
  return new Problem("too_many_api_keys");
}

/** An audit entry for each key that this change wrote; never the key. */
export function recordKey(ctx: RequestContext, changeId: string, actor: Actor, action: AuditAction) {
  return auditChange(ctx, {
    table: "api_keys",
    changeId,
    actorUserId: actor.user.id,
    action,
    data: sql`json_object('name', changed.name, 'scopes', json(changed.scopes), 'membershipId', changed.membership_id)`,
  });
}

function present(key: typeof apiKeys.$inferSelect, maker: { name: string; email: string }): ApiKey {
  const { id, name, scopes, prefix, membershipId } = key;
  return {
    id,
    name,
    scopes,
    prefix,
    createdAt: new Date(key.createdAt).toISOString(),
    lastUsedAt: key.lastUsedAt === null ? null : new Date(key.lastUsedAt).toISOString(),
    expiresAt: key.expiresAt === null ? null : new Date(key.expiresAt).toISOString(),
    madeBy: { membershipId, name: maker.name, email: maker.email },
  };
}
