import { signal } from "@preact/signals";
import type { MadeWebhook, Webhook, WebhookEvent } from "../../../shared/api/webhooks.ts";
import { WEBHOOKS_MAX } from "../../../shared/limits.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { listChange } from "../../live/list-change.ts";
import { pagedList } from "../../live/paged-list.ts";

export type Wanted = { url: string; events: WebhookEvent[] };

/** One endpoint as it was read to be changed: whoever changed it meanwhile is not overwritten. */
type Editing = { webhook: Webhook; version: string };

let workspaceId = "";

const list = pagedList({ size: WEBHOOKS_MAX, most: WEBHOOKS_MAX, read: readAll });
export const { items: webhooks, problem: webhooksProblem } = list;

const change = listChange(list);
export const { problem: webhookProblem, busy: webhookBusy } = change;

/** What the problem is about: an endpoint, or with an empty id the one that is not made yet. */
export const troubled = signal("");
/** The endpoint whose secret is new, while it is shown; it is in no storage and cannot be had again. */
export const madeSecret = signal<MadeWebhook | undefined>();
export const editing = signal<Editing | undefined>();

const route = api.workspaces[":workspaceId"].webhooks;

export function loadWebhooks(ofWorkspace: string): Promise<void> {
  workspaceId = ofWorkspace;
  return list.refresh();
}

function readAll(limit: number) {
  return answer(route.$get({ param: { workspaceId }, query: { limit: String(limit) } }));
}

function run(webhookId: string, work: () => Promise<unknown>): Promise<boolean> {
  troubled.value = webhookId;
  return change.run(work);
}

export function makeWebhook(json: Wanted): Promise<boolean> {
  return run("", () => showSecret(route.$post({ param: { workspaceId }, json })));
}

/** Signs beside the one before for a day. */
export function renewSecret(webhookId: string): Promise<boolean> {
  return run(webhookId, () => showSecret(route[":webhookId"].secret.$post({ param: { workspaceId, webhookId } })));
}

async function showSecret(call: Parameters<typeof answer<MadeWebhook>>[0]): Promise<void> {
  const inWorkspace = workspaceId;
  const made = await answer(call);
  // Another workspace may be in view by now.
  if (inWorkspace === workspaceId) madeSecret.value = made;
}

/** Reads an endpoint to change it, or anew where someone was faster. */
export async function editWebhook(webhookId: string): Promise<void> {
  troubled.value = webhookId;
  webhookProblem.value = undefined;
  try {
    const response = await route[":webhookId"].$get({ param: { workspaceId, webhookId } });
    const webhook = (await response.json()) as Webhook;
    // Another may have been pressed since.
    if (troubled.peek() !== webhookId) return;
    editing.value = { webhook, version: response.headers.get("ETag") ?? "" };
  } catch (error) {
    webhookProblem.value = asApiProblem(error);
  }
}

export function changeWebhook({ webhook, version }: Editing, json: Wanted): Promise<boolean> {
  const param = { workspaceId, webhookId: webhook.id };
  return run(webhook.id, async () => {
    await route[":webhookId"].$patch({ param, json }, { headers: { "If-Match": version } });
    stopEditing();
  });
}

export function stopEditing(): void {
  editing.value = undefined;
  webhookProblem.value = undefined;
}

export function turn(webhookId: string, enabled: boolean): Promise<boolean> {
  return run(webhookId, () => route[":webhookId"].$patch({ param: { workspaceId, webhookId }, json: { enabled } }));
}

export function deleteWebhook(webhookId: string): Promise<boolean> {
  return run(webhookId, async () => {
    await route[":webhookId"].$delete({ param: { workspaceId, webhookId } });
    if (madeSecret.value?.id === webhookId) madeSecret.value = undefined;
  });
}

/** What is wrong with the address, as far as that is why it was refused. */
export function addressTrouble(problem: ApiProblem | undefined): string | undefined {
  return problem?.details.errors?.find(({ pointer }) => pointer === "/url")?.code;
}

export function forgetWebhooks(): void {
  list.forget();
  madeSecret.value = undefined;
  stopEditing();
}
