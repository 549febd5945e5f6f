import type { ContentNode } from "../../../shared/api/nodes.ts";
import { atLeast } from "../../../shared/policy/access.ts";
import { api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { formatNumber, t } from "../../language.ts";
import type { PagedList } from "../../live/paged-list.ts";
import { announce } from "../../ui/announce.ts";
import { sayProblem } from "../manage/toast.ts";
import { isSearching, listOf, shownNodes, viewer } from "./content-tree.ts";
import { type Step, type Stepped, stepAmong } from "./sibling-step.ts";

/** A place that was wished for, and what the list was before. */
type Wish = { nodeId: string; afterId: string | null; list: PagedList<ContentNode>; before: ContentNode[] | undefined };

let wishes: Wish[] = [];
let isSending = false;

/** As the service has it: `manage` at the node or `edit` at what it stands in. */
function mayOrder({ level, parentId }: ContentNode): boolean {
  if (isSearching.value || viewer.value) return false;
  return level === "manage" || atLeast(shownNodes.value.get(parentId ?? "")?.level ?? "none", "edit");
}

export function stepOf(node: ContentNode, step: Step): Stepped<ContentNode> | undefined {
  return mayOrder(node) ? stepAmong(listOf(node)?.items.value ?? [], node.id, step) : undefined;
}

/** Shown at once; taken back with the reason if refused. False where there is no such step. */
export function orderNode(node: ContentNode, step: Step): boolean {
  const stepped = stepOf(node, step);
  const list = listOf(node);
  if (!stepped || !list) return false;
  wishes.push({ nodeId: node.id, afterId: stepped.afterId, list, before: list.items.peek() });
  list.drop();
  list.items.value = stepped.items;
  const [place, total] = [stepped.place, stepped.total].map(formatNumber) as [string, string];
  announce(t("ext.content.ordered", { title: node.title, place, total }));
  if (!isSending) void sendAll();
  return true;
}

/** One after the other, as each place is one among what stood there then. */
async function sendAll(): Promise<void> {
  isSending = true;
  const lists = new Set<PagedList<ContentNode>>();
  for (let wish = wishes.shift(); wish; wish = wishes.shift()) {
    lists.add(wish.list);
    const [next] = wishes;
    // The newer wish for the same thing says all that this one does.
    if (next?.nodeId === wish.nodeId) next.before = wish.before;
    else await send(wish);
  }
  isSending = false;
  await Promise.all([...lists].map((list) => list.refresh()));
}

async function send(wish: Wish): Promise<void> {
  const { nodeId, afterId } = wish;
  try {
    await api.nodes[":nodeId"].$patch({ param: { nodeId }, json: { afterId } });
  } catch (error) {
    takeBack(wish, asApiProblem(error));
  }
}

/** With all that was wished since, which counted on it. */
function takeBack({ list, before }: Wish, problem: ApiProblem): void {
  const since = wishes;
  wishes = [];
  for (const other of since.reverse()) other.list.items.value = other.before;
  list.drop();
  list.items.value = before;
  sayProblem(problem);
}
