import { answer, api } from "../../api.ts";
import { asApiProblem } from "../../api-problem.ts";
import { publishing } from "./publish.ts";
import { arrived, changeQueue } from "./queue.ts";
import { withoutArrived } from "./queue-steps.ts";

/** What has arrived and was published or deleted elsewhere meanwhile is nothing to do any more. */
export async function leaveOutSettled(): Promise<void> {
  for (const { nodeId } of arrived.peek()) {
    if ((await isSettled(nodeId)) && isOpen(nodeId)) await changeQueue((before) => withoutArrived(before, nodeId));
  }
}

/** Whether nothing is done with it here just now: a link in view stays. */
function isOpen(nodeId: string): boolean {
  return !publishing.peek() && arrived.peek().some((each) => each.nodeId === nodeId && !each.isPublished);
}

/** What the server does not say stays to be done. */
async function isSettled(nodeId: string): Promise<boolean> {
  try {
    const { items } = await answer(api.nodes[":nodeId"].shares.$get({ param: { nodeId }, query: {} }));
    return items.length > 0;
  } catch (error) {
    return asApiProblem(error).code === "not_found";
  }
}
