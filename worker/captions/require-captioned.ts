import { canonicalLanguage } from "../../shared/api/captions.ts";
import type { Level, NodeKind } from "../../shared/policy/access.ts";
import { type NodeAccess, requireNode } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { Problem } from "../http/problem.ts";

/** The first line of every verb on captions: videos and voices have them. */
export async function requireCaptioned(ctx: RequestContext, nodeId: string, wanted: Level): Promise<NodeAccess> {
  const access = await requireNode(ctx, nodeId, wanted);
  const { kind } = access.node;
  if (!isCaptioned(kind)) throw new Problem("not_found", { logReason: `a ${kind}` });
  return access;
}

export function isCaptioned(kind: NodeKind): boolean {
  return kind === "video" || kind === "voice";
}

/** The canonical spelling of a language in a path. */
export function requireLanguage(text: string): string {
  const language = canonicalLanguage(text);
  if (language !== undefined) return language;
  throw new Problem("invalid_request", {
    errors: [
      { pointer: "/path/language", code: "language", detail: "Must be a language such as en or pt-BR (BCP 47)." },
    ],
  });
}
