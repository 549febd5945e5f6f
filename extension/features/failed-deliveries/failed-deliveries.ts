import { signal } from "@preact/signals";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { pagedList } from "../../live/paged-list.ts";

let workspaceId = "";

const list = pagedList({ size: 20, most: 200, read: readPage });
export const { items: failedDeliveries, nextCursor: moreFailed, problem: failedProblem, more: loadMoreFailed } = list;

export const deliveryProblem = signal<ApiProblem | undefined>();
/** Those on their way again. */
const retried = signal<ReadonlySet<string>>(new Set());

export function isRetried(id: string): boolean {
  return retried.value.has(id);
}

/** What could not be delivered. */
export function loadFailedDeliveries(ofWorkspace: string): Promise<void> {
  workspaceId = ofWorkspace;
  return list.refresh();
}

function readPage(limit: number, cursor?: string) {
  const query = { limit: String(limit), ...(cursor === undefined ? {} : { cursor }) };
  return answer(api.workspaces[":workspaceId"]["failed-deliveries"].$get({ param: { workspaceId }, query }));
}

export async function retryDelivery(deliveryId: string): Promise<boolean> {
  deliveryProblem.value = undefined;
  retried.value = new Set([...retried.value, deliveryId]);
  try {
    const delivery = api.workspaces[":workspaceId"]["failed-deliveries"][":deliveryId"];
    await delivery.retry.$post({ param: { workspaceId, deliveryId } });
    failedDeliveries.value = failedDeliveries.value?.filter(({ id }) => id !== deliveryId);
    return true;
  } catch (error) {
    deliveryProblem.value = asApiProblem(error);
    return false;
  } finally {
    retried.value = new Set([...retried.value].filter((id) => id !== deliveryId));
  }
}

export function forgetFailedDeliveries(): void {
  list.forget();
  deliveryProblem.value = undefined;
}
