import { signal } from "@preact/signals";
import type { MadeApiKey } from "../../../shared/api/api-keys.ts";
import type { Scope } from "../../../shared/policy/scopes.ts";
import { answer, api } from "../../api.ts";
import { listChange } from "../../live/list-change.ts";
import { pagedList } from "../../live/paged-list.ts";

let workspaceId = "";

const list = pagedList({ size: 20, most: 200, read: readPage });
export const { items: apiKeys, nextCursor: moreKeys, problem: keysProblem, more: loadMoreKeys } = list;

/** The key made last, while it is shown; it is in no storage and cannot be had again. */
export const madeKey = signal<MadeApiKey | undefined>();
const change = listChange(list);
export const { problem: keyProblem, busy: keyBusy } = change;

export function loadApiKeys(ofWorkspace: string): Promise<void> {
  workspaceId = ofWorkspace;
  return list.refresh();
}

function readPage(limit: number, cursor?: string) {
  const query = { limit: String(limit), ...(cursor === undefined ? {} : { cursor }) };
  return answer(api.workspaces[":workspaceId"]["api-keys"].$get({ param: { workspaceId }, query }));
}

type NewKey = { name: string; scopes: Scope[]; expiresAt?: string };

export function makeApiKey(key: NewKey): Promise<boolean> {
  const param = { workspaceId };
  return change.run(async () => {
    const made = await answer(api.workspaces[":workspaceId"]["api-keys"].$post({ param, json: key }));
    // Another workspace may be in view by now.
    if (param.workspaceId === workspaceId) madeKey.value = made;
  });
}

export function deleteApiKey(keyId: string): Promise<boolean> {
  return change.run(async () => {
    await api.workspaces[":workspaceId"]["api-keys"][":keyId"].$delete({ param: { workspaceId, keyId } });
    if (madeKey.value?.id === keyId) madeKey.value = undefined;
  });
}

export function forgetApiKeys(): void {
  list.forget();
  madeKey.value = undefined;
  keyProblem.value = undefined;
}
