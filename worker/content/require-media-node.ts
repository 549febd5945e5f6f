import type { Level } from "../../shared/policy/access.ts";
import type { Capability } from "../../shared/policy/roles.ts";
import { isCollection } from "../../shared/policy/share-coverage.ts";
import type { RequestContext } from "../context.ts";
import { Problem } from "../http/problem.ts";
import { type NodeAccess, requireNode } from "./require-node.ts";

/** `requireNode` of what is played or shown: of a project or folder there is nothing to say or decide, 404. */
export async function requireMediaNode(
  ctx: RequestContext,
  nodeId: string,
  wanted: Level,
  capability?: Capability,
): Promise<NodeAccess> {
  return refuseCollection(await requireNode(ctx, nodeId, wanted, capability));
}

export function refuseCollection(access: NodeAccess): NodeAccess {
  const { kind } = access.node;
  if (isCollection(kind)) throw new Problem("not_found", { logReason: `a ${kind}` });
  return access;
}
