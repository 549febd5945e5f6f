import { expect, vi } from "vitest";
import { sql } from "./database.ts";

/** How much of a workspace's outbox is still to go: what is told, mailed and sent to webhooks. */
export async function undelivered(workspaceId: string): Promise<number> {
  const statement = "SELECT count(*) AS n FROM outbox WHERE workspace_id = ? AND delivered_at IS NULL";
  const [row] = await sql<{ n: number }>(statement, [workspaceId]);
  return Number(row?.n);
}

/** Waits until all has gone. A row is marked a moment after its mail has arrived; only then may a test unmark it. In hooks too. */
export async function untilDelivered(workspaceId: string): Promise<void> {
  await vi.waitFor(async () => expect(await undelivered(workspaceId)).toBe(0), { timeout: 10_000 });
}
