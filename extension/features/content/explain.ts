import type { ContentNode, LevelExplanation } from "../../../shared/api/nodes.ts";
import { answer, api } from "../../api.ts";
import { shownNodes } from "./content-tree.ts";

/** A level, the rule behind it, and what the place is called where that was decided; undefined of what one does not see. */
export type Explained = Pick<LevelExplanation, "level" | "reason"> & { place: string | undefined };

/** Why a member may do with a node what they may. */
export async function explain(node: ContentNode, membershipId: string): Promise<Explained> {
  const call = { param: { nodeId: node.id }, query: { membershipId } };
  const { level, reason, decidedBy } = await answer(api.nodes[":nodeId"].access.explain.$get(call));
  return { level, reason, place: await titleOf(decidedBy) };
}

async function titleOf(nodeId: string): Promise<string | undefined> {
  const shown = shownNodes.peek().get(nodeId);
  if (shown) return shown.title;
  const reading = answer(api.nodes[":nodeId"].$get({ param: { nodeId } }));
  return reading.then(
    ({ title }) => title,
    () => undefined,
  );
}
