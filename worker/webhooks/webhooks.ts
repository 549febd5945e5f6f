import { and, desc, eq, lt, type SQL, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { Page } from "../../shared/api/fields.ts";
import type { MadeWebhook, newWebhook, Webhook, webhookChange } from "../../shared/api/webhooks.ts";
import type { AuditAction } from "../../shared/audit-actions.ts";
import { newId } from "../../shared/ids.ts";
import { WEBHOOKS_MAX } from "../../shared/limits.ts";
import { can } from "../../shared/policy/roles.ts";
import type { Scope } from "../../shared/policy/scopes.ts";
import { auditChange } from "../audit/record-change.ts";
import type { RequestContext } from "../context.ts";
import { webhooks } from "../db/schema/webhooks.ts";
import { Problem } from "../http/problem.ts";
import { type Expected, ifExpected, requireExpected, versioned, versionOf } from "../http/versions.ts";
import { actorStill } from "../members/actor-still.ts";
import { type Actor, authorize, authorizeWith } from "../workspaces/authorize.ts";
import { chargeCall } from "./charge-call.ts";
import { requirePublicUrl } from "./require-public-url.ts";
import { wakeSender } from "./wake-sender.ts";
import { newSecret, rotated, sealSecret } from "./webhook-secret.ts";

const READ_BY_KEY: readonly Scope[] = ["members:read", "shares:read"];

type WebhookRow = typeof webhooks.$inferSelect;

/**
 * Registers an endpoint and says its secret, once. 400 at `/url` for a private address; 409 `too_many_webhooks` where
 * the workspace has as many as one may have.
 */
export async function createWebhook(
  ctx: RequestContext,
  workspaceId: string,
  { url, events }: InferOutput<typeof newWebhook>,
): Promise<MadeWebhook> {
  const actor = await authorize(ctx, workspaceId, "api.use");
  await chargeCall(ctx, workspaceId);
  await requirePublicUrl(ctx, url);
  const secret = newSecret();
  const { sealedSecret, sealedBy } = await sealSecret(ctx.settings, secret);
  const changeId = newId("change");
  const { write } = ctx.db;
  const [, , [made]] = await write.batch([
    write.run(sql`INSERT INTO ${webhooks}
      (id, workspace_id, url, events, told_in_full, sealed_secret, sealed_by, created_at, change_id)
      SELECT ${newId("webhook")}, ${workspaceId}, ${url}, ${JSON.stringify(events)}, ${seesEverything(ctx, actor)},
        ${sealedSecret}, ${sealedBy}, ${ctx.now}, ${changeId}
      WHERE ${actorStill(actor)}
        AND (SELECT count(*) FROM ${webhooks} AS had WHERE had.workspace_id = ${workspaceId}) < ${WEBHOOKS_MAX}`),
    recordWebhook(ctx, changeId, actor.user.id, "webhook.created"),
    write.select().from(webhooks).where(eq(webhooks.changeId, changeId)),
  ]);
  if (!made) throw await refusedBecause(ctx, workspaceId);
  return { ...presentWebhook(made), secret };
}

/** The workspace's endpoints, the newest first, whoever made them. */
export async function listWebhooks(
  ctx: RequestContext,
  workspaceId: string,
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<Webhook>> {
  const { results } = await authorizeWith(ctx, workspaceId, "api.use", (may) => [
    ctx.db.read
      .select()
      .from(webhooks)
      .where(
        and(
          may,
          eq(webhooks.workspaceId, workspaceId),
          page.cursor === undefined ? undefined : lt(webhooks.id, page.cursor),
        ),
      )
      .orderBy(desc(webhooks.id))
      .limit(page.limit + 1),
  ]);
  const [rows] = results;
  const shown = rows.slice(0, page.limit);
  return {
    items: shown.map(presentWebhook),
    nextCursor: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

export async function readWebhook(ctx: RequestContext, workspaceId: string, id: string): Promise<Webhook> {
  const { results } = await authorizeWith(ctx, workspaceId, "api.use", (may) => [
    ctx.db.read
      .select()
      .from(webhooks)
      .where(and(may, ofWorkspace(workspaceId, id))),
  ]);
  const [[row]] = results;
  if (!row) throw new Problem("not_found");
  return presentWebhook(row);
}

/** Changes address or events, turns it off or on again. What it then hears is for whoever set the address to know. */
export async function changeWebhook(
  ctx: RequestContext,
  workspaceId: string,
  id: string,
  change: InferOutput<typeof webhookChange>,
  expected?: Expected,
): Promise<Webhook> {
  const actor = await authorize(ctx, workspaceId, "api.use");
  const before = expected && (await requireExpectedWebhook(ctx, workspaceId, id, expected));
  const { url, events, enabled } = change;
  if (url !== undefined) {
    await chargeCall(ctx, workspaceId);
    await requirePublicUrl(ctx, url);
  }
  const set = {
    ...(url === undefined ? {} : { url, toldInFull: seesEverything(ctx, actor) }),
    ...(events === undefined ? {} : { events }),
    ...(enabled === undefined ? {} : { enabled, disabledReason: null }),
  };
  const row = await write(ctx, actor, { id, before }, "webhook.changed", set);
  if (!row && before) throw await changedMeanwhile(ctx, workspaceId, id);
  if (!row) throw new Problem("not_found");
  wakeSender(ctx, id);
  return presentWebhook(row);
}

/** A new secret, said once. The one before signs beside it for a day; asked for twice, it is gone at once. */
export async function rotateSecret(ctx: RequestContext, workspaceId: string, id: string): Promise<MadeWebhook> {
  const actor = await authorize(ctx, workspaceId, "api.use");
  const secret = newSecret();
  const row = await write(ctx, actor, { id }, "webhook.secret_rotated", await rotated(ctx, secret));
  if (!row) throw new Problem("not_found");
  return { ...presentWebhook(row), secret };
}

/** Deletes an endpoint with everything that was or would have been delivered to it. */
export async function deleteWebhook(ctx: RequestContext, workspaceId: string, id: string): Promise<void> {
  const actor = await authorize(ctx, workspaceId, "api.use");
  const changeId = newId("change");
  const { write } = ctx.db;
  const target = and(ofWorkspace(workspaceId, id), actorStill(actor));
  const [, , gone] = await write.batch([
    write.update(webhooks).set({ changeId }).where(target),
    recordWebhook(ctx, changeId, actor.user.id, "webhook.deleted"),
    write.delete(webhooks).where(target).returning({ id: webhooks.id }),
  ]);
  if (gone.length === 0) throw new Problem("not_found");
}

export function ofWorkspace(workspaceId: string, id: string) {
  return and(eq(webhooks.id, id), eq(webhooks.workspaceId, workspaceId));
}

/** Of an endpoint's address only the host: what stands behind it may be a secret of the receiver's. */
export function recordWebhook(ctx: RequestContext, changeId: string, actorUserId: string | null, action: AuditAction) {
  const host = sql`substr(changed.url, instr(changed.url, '://') + 3)`;
  return auditChange(ctx, {
    table: "webhooks",
    changeId,
    actorUserId,
    action,
    data: sql`json_object('host', substr(${host}, 1, instr(${host} || '/', '/') - 1), 'events', json(changed.events),
      'enabled', json(iif(changed.enabled, 'true', 'false')))`,
  });
}

type Change = Partial<Omit<WebhookRow, "sealedPrevious">> & { sealedPrevious?: SQL };

async function write(
  ctx: RequestContext,
  actor: Actor,
  { id, before }: { id: string; before?: WebhookRow | undefined },
  action: AuditAction,
  change: Change,
): Promise<WebhookRow | undefined> {
  const changeId = newId("change");
  const { write } = ctx.db;
  const [[row]] = await write.batch([
    write
      .update(webhooks)
      .set({ ...change, changeId })
      .where(
        and(
          ...[ofWorkspace(actor.workspace.id, id), actorStill(actor)],
          before && eq(webhooks.changeId, before.changeId),
        ),
      )
      .returning(),
    recordWebhook(ctx, changeId, actor.user.id, action),
  ]);
  return row;
}

/** An endpoint as it is, where that is expected; 404 where there is none, 412 where it is another version. */
async function requireExpectedWebhook(ctx: RequestContext, workspaceId: string, id: string, expected: Expected) {
  const [row] = await ctx.db.read.select().from(webhooks).where(ofWorkspace(workspaceId, id));
  if (!row) throw new Problem("not_found");
  requireExpected(expected, versionOf(presentWebhook(row)));
  return ifExpected(expected, row);
}

/** Judged again it says how: the role may have gone, or the endpoint. */
async function changedMeanwhile(ctx: RequestContext, workspaceId: string, id: string): Promise<Problem> {
  await readWebhook(ctx, workspaceId, id);
  return new Problem("precondition_failed");
}

/**
 * Who waits is for `members.manage` to know, and everything that is shared for whoever manages everything; for an API
 * key only if it may read both.
 */
function seesEverything({ credentials }: RequestContext, { membership }: Actor): boolean {
  if (!can(membership.role, "members.manage")) return false;
  return credentials?.via !== "api_key" || READ_BY_KEY.every((scope) => credentials.key.scopes.includes(scope));
}

/** Nothing was made: there are as many as there may be, or the role went meanwhile, which this says by itself. */
async function refusedBecause(ctx: RequestContext, workspaceId: string): Promise<Problem> {
  await authorize(ctx, workspaceId, "api.use");
  return new Problem("too_many_webhooks");
}

function presentWebhook(row: WebhookRow): Webhook {
  const { id, url, events, enabled, disabledReason } = row;
  const overlap = row.previousUntil !== null && row.sealedPrevious !== null ? row.previousUntil : null;
  const shown: Webhook = {
    ...{ id, url, events, enabled, disabledReason },
    createdAt: new Date(row.createdAt).toISOString(),
    previousSecretUntil: overlap === null ? null : new Date(overlap).toISOString(),
  };
  return versioned(shown, [row.changeId]);
}
