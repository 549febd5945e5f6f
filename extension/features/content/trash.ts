import { signal } from "@preact/signals";
import type { TrashedNode } from "../../../shared/api/nodes.ts";
import { answer, api } from "../../api.ts";
import { pagedList } from "../../live/paged-list.ts";
import { restoreNode } from "./content-acts.ts";

/** Whether the trash is in view, and not the tree. */
export const isTrashOpen = signal(false);

let isBack = false;

export function closeTrash(): void {
  isBack = true;
  isTrashOpen.value = false;
}

/** Once after it was closed: the focus goes back to what opened it. */
export function comesFromTrash(): boolean {
  const wasThere = isBack;
  isBack = false;
  return wasThere;
}

let workspaceId = "";

const list = pagedList({ size: 50, most: 200, read: readPage });
export const { items: inTrash, nextCursor: nextInTrash, problem: trashProblem, more: loadMoreOfTrash } = list;

/** What lies in the trash of a workspace and the person signed in may bring back. */
export function loadTrash(ofWorkspace: string): Promise<void> {
  workspaceId = ofWorkspace;
  return list.refresh();
}

function readPage(limit: number, cursor?: string) {
  const query = { limit: String(limit), ...(cursor === undefined ? {} : { cursor }) };
  return answer(api.workspaces[":workspaceId"].trash.$get({ param: { workspaceId }, query }));
}

/** What was in it may lie there by itself, and is listed then; so may what went meanwhile be no longer. */
export async function takeOut(node: TrashedNode): Promise<boolean> {
  const ofWorkspace = workspaceId;
  const isOut = await restoreNode({ ...node, workspaceId });
  if (ofWorkspace !== workspaceId) return isOut;
  list.drop();
  if (isOut) inTrash.value = inTrash.peek()?.filter(({ id }) => id !== node.id);
  void list.refresh();
  return isOut;
}

export function forgetTrash(): void {
  workspaceId = "";
  isTrashOpen.value = false;
  list.forget();
}
