import { computed, signal } from "@preact/signals";
import type { Delivery } from "../../../shared/api/webhooks.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { pagedList } from "../../live/paged-list.ts";

/** What was or will be sent to one endpoint at a time. */

const SOON = 60_000;

let place = { workspaceId: "", webhookId: "" };

/** The endpoint whose deliveries are in view. */
export const unfolded = signal<string | undefined>();
export const wantedStatus = signal<Delivery["status"] | "">("");

const list = pagedList({ size: 20, most: 200, read: readPage });
export const {
  items: deliveries,
  nextCursor: moreDeliveries,
  problem: deliveriesProblem,
  more: loadMoreDeliveries,
} = list;

/** What went wrong with sending something. */
export const sendProblem = signal<ApiProblem | undefined>();
/** The message on its way again, or the endpoint that a test is asked for. */
export const sending = signal<string | undefined>();

const testSent = signal<string | undefined>();
/** What became of the test sent last, as far as is known. */
export const test = computed(() => deliveries.value?.find(({ id }) => id === testSent.value));

const route = api.workspaces[":workspaceId"].webhooks[":webhookId"];

export function loadDeliveries(workspaceId: string, webhookId: string): Promise<void> {
  if (place.webhookId !== webhookId) list.forget();
  place = { workspaceId, webhookId };
  return list.refresh();
}

export async function wantStatus(status: Delivery["status"] | ""): Promise<void> {
  wantedStatus.value = status;
  list.renew();
  await list.refresh();
  // Those of another status are no answer.
  if (deliveriesProblem.value) deliveries.value = undefined;
}

function readPage(limit: number, cursor?: string) {
  const status = wantedStatus.value;
  const query = {
    limit: String(limit),
    ...(cursor === undefined ? {} : { cursor }),
    ...(status === "" ? {} : { status }),
  };
  return answer(route.deliveries.$get({ param: place, query }));
}

/** Whether something is tried within the next minute, as the list has it. */
export function isUnderWay(): boolean {
  return (deliveries.peek() ?? []).some(
    ({ status, nextAt }) => status === "pending" && nextAt !== null && Date.parse(nextAt) - Date.now() < SOON,
  );
}

/** Sends a message of no consequence, and shows it on its way. */
export async function sendTest(workspaceId: string, webhookId: string): Promise<void> {
  if (unfolded.value !== webhookId) unfold(webhookId);
  place = { workspaceId, webhookId };
  await send(webhookId, async () => {
    testSent.value = (await answer(route.test.$post({ param: place }))).id;
  });
  await wantStatus("");
}

export function sendAgain(deliveryId: string): Promise<void> {
  return send(deliveryId, async () => {
    const param = { ...place, deliveryId };
    const again = await answer(route.deliveries[":deliveryId"].replay.$post({ param }));
    list.drop();
    deliveries.value = deliveries.peek()?.map((one) => (one.id === deliveryId ? again : one));
    void list.refresh();
  });
}

async function send(what: string, work: () => Promise<void>): Promise<void> {
  if (sending.value !== undefined) return;
  sending.value = what;
  sendProblem.value = undefined;
  try {
    await work();
  } catch (error) {
    sendProblem.value = asApiProblem(error);
  } finally {
    sending.value = undefined;
  }
}

/** Shows the deliveries of an endpoint, or puts them away. */
export function unfold(webhookId: string | undefined): void {
  unfolded.value = webhookId;
  list.forget();
  place = { workspaceId: "", webhookId: "" };
  wantedStatus.value = "";
  testSent.value = undefined;
  sendProblem.value = undefined;
}
