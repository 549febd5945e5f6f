import { signal } from "@preact/signals";
import type { Member } from "../../../shared/api/members.ts";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { NodeKind } from "../../../shared/policy/access.ts";
import { answer, api } from "../../api.ts";
import { asApiProblem } from "../../api-problem.ts";
import { t } from "../../language.ts";
import { say, sayProblem } from "../manage/toast.ts";
import { openPlace, reloadContent, selectedId, showsContentOf } from "./content-tree.ts";
import { know, nameOf } from "./node-access.ts";

export const contentBusy = signal(false);
/** What is to be moved, until a place for it is chosen. */
export const moving = signal<ContentNode | undefined>();
/** What was put into the trash last, for as long as this stands open: it can be taken out again. */
export const trashed = signal<ContentNode | undefined>();

/**
 * Does it, says what became of it, shows that, and reads what is open anew; false where it did not count. Of a workspace
 * that was left meanwhile nothing is shown in another.
 */
async function act<Result>(
  workspaceId: string,
  done: string,
  work: () => Promise<Result>,
  show: (result: Result) => void = () => undefined,
): Promise<boolean> {
  if (contentBusy.value) return false;
  contentBusy.value = true;
  try {
    const result = await work();
    say(done);
    if (showsContentOf(workspaceId)) show(result);
    return true;
  } catch (error) {
    sayProblem(asApiProblem(error));
    return false;
  } finally {
    contentBusy.value = false;
    await reloadContent(workspaceId);
  }
}

export function makePlace(
  workspaceId: string,
  made: { kind: Extract<NodeKind, "project" | "folder">; title: string; parentId?: string },
): Promise<boolean> {
  return act(
    workspaceId,
    t("ext.content.made", { title: made.title }),
    () => answer(api.workspaces[":workspaceId"].nodes.$post({ param: { workspaceId }, json: made })),
    ({ id }) => {
      if (made.parentId !== undefined) openPlace(made.parentId);
      selectedId.value = id;
    },
  );
}

export function renameNode({ id, workspaceId }: ContentNode, title: string): Promise<boolean> {
  return act(workspaceId, t("ext.content.renamed", { title }), () =>
    api.nodes[":nodeId"].$patch({ param: { nodeId: id }, json: { title } }),
  );
}

/** Puts what is to be moved into a place. */
export function moveInto(place: ContentNode): Promise<boolean> {
  const node = moving.value;
  if (!node) return Promise.resolve(false);
  return act(
    place.workspaceId,
    t("ext.content.moved", { title: node.title, place: place.title }),
    () => api.nodes[":nodeId"].$patch({ param: { nodeId: node.id }, json: { parentId: place.id } }),
    () => {
      moving.value = undefined;
      openPlace(place.id);
    },
  );
}

export function trashNode(node: ContentNode): Promise<boolean> {
  return act(
    node.workspaceId,
    t("ext.content.trashed", { title: node.title }),
    () => api.nodes[":nodeId"].$delete({ param: { nodeId: node.id } }),
    () => {
      trashed.value = node;
      if (moving.value?.id === node.id) moving.value = undefined;
    },
  );
}

export function restoreNode({
  id,
  workspaceId,
  title,
}: Pick<ContentNode, "id" | "workspaceId" | "title">): Promise<boolean> {
  return act(
    workspaceId,
    t("ext.content.restored", { title }),
    () => api.nodes[":nodeId"].restore.$post({ param: { nodeId: id } }),
    () => {
      if (trashed.value?.id === id) trashed.value = undefined;
      selectedId.value = id;
    },
  );
}

/** Makes a member the owner. Whoever hands over may be left with less than they had. */
export function handOver({ id, workspaceId, title }: ContentNode, heir: Member): Promise<boolean> {
  return act(
    workspaceId,
    t("ext.content.handed_over", { title, who: nameOf(heir) }),
    () => api.nodes[":nodeId"].$patch({ param: { nodeId: id }, json: { ownerMembershipId: heir.id } }),
    () => know(heir),
  );
}

export function forgetActs(): void {
  moving.value = undefined;
  trashed.value = undefined;
}
