import { signal } from "@preact/signals";
import type { FailedDelivery } from "../../../shared/api/failed-deliveries.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";

const PAGE = 20;

export const failedDeliveries = signal<FailedDelivery[]>([]);
export const moreFailed = signal<string | null>(null);
export const deliveryProblem = signal<ApiProblem | undefined>();
/** Those on their way again. */
const retried = signal<ReadonlySet<string>>(new Set());

export function isRetried(id: string): boolean {
  return retried.value.has(id);
}

/** What could not be delivered; with a cursor, what comes after. */
export async function loadFailedDeliveries(workspaceId: string, cursor?: string): Promise<void> {
  try {
    const query = { limit: String(PAGE), ...(cursor === undefined ? {} : { cursor }) };
    const call = api.workspaces[":workspaceId"]["failed-deliveries"].$get({ param: { workspaceId }, query });
    const page = await answer(call);
    failedDeliveries.value = cursor === undefined ? page.items : [...failedDeliveries.value, ...page.items];
    moreFailed.value = page.nextCursor;
  } catch {
    // The list of notifications beside it says what is wrong.
  }
}

export async function retryDelivery(workspaceId: string, deliveryId: string): Promise<boolean> {
  deliveryProblem.value = undefined;
  retried.value = new Set([...retried.value, deliveryId]);
  try {
    const delivery = api.workspaces[":workspaceId"]["failed-deliveries"][":deliveryId"];
    await delivery.retry.$post({ param: { workspaceId, deliveryId } });
    failedDeliveries.value = failedDeliveries.value.filter(({ id }) => id !== deliveryId);
    return true;
  } catch (error) {
    deliveryProblem.value = asApiProblem(error);
    return false;
  } finally {
    retried.value = new Set([...retried.value].filter((id) => id !== deliveryId));
  }
}

export function forgetFailedDeliveries(): void {
  failedDeliveries.value = [];
  moreFailed.value = null;
  deliveryProblem.value = undefined;
}
