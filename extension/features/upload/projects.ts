import { signal } from "@preact/signals";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { PAGE_MAX } from "../../../shared/limits.ts";
import { atLeast, type MediaKind } from "../../../shared/policy/access.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";

/** The projects of the workspace in view that something can be put into. */
export const projects = signal<ContentNode[] | undefined>();
export const projectsProblem = signal<ApiProblem | undefined>();

export async function loadProjects(workspaceId: string): Promise<void> {
  try {
    const query = { kind: "project", limit: String(PAGE_MAX) } as const;
    const page = await answer(api.workspaces[":workspaceId"].nodes.$get({ param: { workspaceId }, query }));
    projects.value = page.items.filter(({ level }) => atLeast(level, "edit"));
    projectsProblem.value = undefined;
  } catch (error) {
    projectsProblem.value = asApiProblem(error);
  }
}

export async function makeNode(
  workspaceId: string,
  json: { kind: "project" | MediaKind; title: string; parentId?: string },
): Promise<ContentNode> {
  return answer(api.workspaces[":workspaceId"].nodes.$post({ param: { workspaceId }, json }));
}
