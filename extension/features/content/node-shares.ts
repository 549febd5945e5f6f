import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { Share } from "../../../shared/api/shares.ts";
import { answer, api } from "../../api.ts";
import { listChange } from "../../live/list-change.ts";
import { pagedList } from "../../live/paged-list.ts";

let nodeId = "";

const list = pagedList({ size: 20, most: 200, read: readPage });
export const { items: nodeShares, nextCursor: moreShares, problem: sharesProblem, more: loadMoreShares } = list;
const change = listChange(list);
export const { busy: sharesBusy, problem: shareProblem } = change;

/** The living links to a node. */
export function loadNodeShares(ofNode: string): Promise<void> {
  nodeId = ofNode;
  return list.refresh();
}

function readPage(limit: number, cursor?: string) {
  const query = { limit: String(limit), ...(cursor === undefined ? {} : { cursor }) };
  return answer(api.nodes[":nodeId"].shares.$get({ param: { nodeId }, query }));
}

/** Publishes a node, or makes a further link by its name, open to those with access; undefined where it was refused. */
export async function makeShare(node: ContentNode, label?: string): Promise<Share | undefined> {
  const param = { nodeId: node.id };
  let made: Share | undefined;
  await change.run(async () => {
    // A video has its Share Page; anything else has links.
    const call =
      label === undefined && node.kind === "video"
        ? api.videos[":nodeId"].publish.$post({ param, json: {} })
        : api.nodes[":nodeId"].shares.$post({ param, json: label === undefined ? {} : { label } });
    made = await answer<Share>(call);
  });
  // Another node may be in view by now.
  return nodeId === node.id ? made : undefined;
}

/** One of the list, as it has become. */
export function noteChanged(changed: Share): void {
  const listed = nodeShares.peek();
  nodeShares.value = listed?.map((one) => (one.id === changed.id ? { ...one, ...changed } : one));
}

/** Answers whether it has ended. */
export function endShare(shareId: string): Promise<boolean> {
  return change.run(() => api.shares[":shareId"].$delete({ param: { shareId } }));
}

export function forgetNodeShares(): void {
  nodeId = "";
  list.forget();
  shareProblem.value = undefined;
}
