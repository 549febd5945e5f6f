import type { ContentNode } from "../../shared/api/nodes.ts";
import type { RequestContext } from "../context.ts";
import { presentNode } from "./present.ts";
import { requireNode } from "./require-node.ts";

export async function readNode(ctx: RequestContext, nodeId: string): Promise<ContentNode> {
  const { node, level, media } = await requireNode(ctx, nodeId, "view");
  return presentNode(node, level, media);
}
