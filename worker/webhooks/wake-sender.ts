import { and, eq, inArray, sql } from "drizzle-orm";
import type { RequestContext } from "../context.ts";
import { webhookDeliveries, webhooks } from "../db/schema/webhooks.ts";
import type { WebhookSenderStub } from "../env.ts";

/** Those beyond are woken the minute after. */
const WOKEN_AT_ONCE = 500;

/** Says to an endpoint's sender that it may have something to send. Losing this word loses nothing: the sweep repeats it. */
export function wakeSender(ctx: RequestContext, webhookId: string): void {
  ctx.waitUntil(wake(ctx, webhookId));
}

/** Wakes the sender of every endpoint that has a message due. */
export async function wakeDueSenders(ctx: RequestContext): Promise<void> {
  await Promise.all((await dueSenders(ctx)).map((id) => wake(ctx, id)));
}

/** The same for the workspaces of events that are being told; whoever tells them goes on, whatever becomes of it. */
export async function wakeSendersOf(ctx: RequestContext, events: { workspaceId: string | null }[]): Promise<void> {
  const workspaceIds = [...new Set(events.flatMap(({ workspaceId }) => workspaceId ?? []))];
  if (workspaceIds.length === 0) return;
  try {
    await Promise.all((await dueSenders(ctx, workspaceIds)).map((id) => wake(ctx, id)));
  } catch (error) {
    console.log(JSON.stringify({ event: "webhook.none_woken", reason: String(error).slice(0, 200) }));
  }
}

async function dueSenders(ctx: RequestContext, workspaceIds?: string[]): Promise<string[]> {
  const due = await ctx.db.read
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(
      and(
        workspaceIds ? inArray(webhooks.workspaceId, workspaceIds) : undefined,
        eq(webhooks.enabled, true),
        sql`EXISTS (SELECT 1 FROM ${webhookDeliveries} AS waiting WHERE waiting.webhook_id = ${webhooks.id}
          AND waiting.status = 'pending' AND waiting.next_at <= ${Date.now()})`,
      ),
    )
    .limit(WOKEN_AT_ONCE);
  return due.map(({ id }) => id);
}

/** One that cannot be woken keeps back neither the others nor the mails. */
async function wake({ env }: RequestContext, webhookId: string): Promise<void> {
  try {
    const sender = env.WEBHOOKS.get(env.WEBHOOKS.idFromName(webhookId)) as unknown as WebhookSenderStub;
    await sender.wake(webhookId);
  } catch (error) {
    console.log(JSON.stringify({ event: "webhook.not_woken", id: webhookId, reason: String(error).slice(0, 200) }));
  }
}
