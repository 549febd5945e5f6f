import { signal } from "@preact/signals";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { PAGE_MAX } from "../../../shared/limits.ts";
import { atLeast, type MediaKind } from "../../../shared/policy/access.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";

/** The projects of the workspace in view that something can be put into; before them the place the page was opened for. */
export const projects = signal<ContentNode[] | undefined>();
export const projectsProblem = signal<ApiProblem | undefined>();

export async function loadProjects(workspaceId: string): Promise<void> {
  try {
    const query = { kind: "project", limit: String(PAGE_MAX) } as const;
    const page = await answer(api.workspaces[":workspaceId"].nodes.$get({ param: { workspaceId }, query }));
    const named = await placeInAddress(workspaceId);
    const known = page.items.filter(({ level, id }) => atLeast(level, "edit") && id !== named?.id);
    projects.value = named ? [named, ...known] : known;
    projectsProblem.value = undefined;
  } catch (error) {
    projectsProblem.value = asApiProblem(error);
  }
}

/** The place that the page was opened for (`#nod_…`), if it is still there to be put into; it stands first. */
async function placeInAddress(workspaceId: string): Promise<ContentNode | undefined> {
  const nodeId = location.hash.slice(1);
  if (nodeId === "") return undefined;
  const node = await answer(api.nodes[":nodeId"].$get({ param: { nodeId } })).catch(() => undefined);
  return node?.workspaceId === workspaceId && atLeast(node.level, "edit") ? node : undefined;
}

export async function makeNode(
  workspaceId: string,
  json: { kind: "project" | MediaKind; title: string; parentId?: string },
): Promise<ContentNode> {
  return answer(api.workspaces[":workspaceId"].nodes.$post({ param: { workspaceId }, json }));
}
