import { computed, signal } from "@preact/signals";
import type { Page } from "../../../shared/api/fields.ts";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { PAGE_MAX } from "../../../shared/limits.ts";
import { atLeast, type MediaKind } from "../../../shared/policy/access.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";

/** The projects of the workspace in view that something can be put into; before them the place the page was opened for. */
export const projects = signal<ContentNode[] | undefined>();
export const projectsProblem = signal<ApiProblem | undefined>();

/** The choice that is no project yet. */
export const NEW_PROJECT = "";
export const chosenProject = signal<string | undefined>();
/** What it is to be called. */
export const projectTitle = signal("");
/** Into which one the next file goes: the one chosen, as long as there is one. */
export const projectId = computed(() => {
  const known = [...(projects.value ?? []).map(({ id }) => id), NEW_PROJECT];
  return known.find((id) => id === chosenProject.value) ?? known[0] ?? NEW_PROJECT;
});

let ofWorkspace: string | undefined;

/** What was chosen of them stays while the workspace does. */
export async function loadProjects(workspaceId: string): Promise<void> {
  if (workspaceId !== ofWorkspace) forgetProjects();
  ofWorkspace = workspaceId;
  try {
    const [all, named] = await Promise.all([allProjects(workspaceId), placeInAddress(workspaceId)]);
    if (workspaceId !== ofWorkspace) return;
    const known = all.filter(({ level, id }) => atLeast(level, "edit") && id !== named?.id);
    projects.value = named ? [named, ...known] : known;
    projectsProblem.value = undefined;
  } catch (error) {
    if (workspaceId === ofWorkspace) projectsProblem.value = asApiProblem(error);
  }
}

/** Page after page: those that one may put something into may stand on any of them. */
async function allProjects(workspaceId: string): Promise<ContentNode[]> {
  const found: ContentNode[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query = { kind: "project", limit: String(PAGE_MAX), ...(cursor === "" ? {} : { cursor }) } as const;
    const page: Page<ContentNode> = await answer(
      api.workspaces[":workspaceId"].nodes.$get({ param: { workspaceId }, query }),
    );
    found.push(...page.items);
    cursor = page.nextCursor;
  }
  return found;
}

export function forgetProjects(): void {
  ofWorkspace = undefined;
  projects.value = undefined;
  projectsProblem.value = undefined;
  chosenProject.value = undefined;
  projectTitle.value = "";
}

/** The place that the page was opened for (`#nod_…`), if it is still there to be put into; it stands first. */
async function placeInAddress(workspaceId: string): Promise<ContentNode | undefined> {
  const nodeId = location.hash.slice(1);
  if (nodeId === "") return undefined;
  const node = await answer(api.nodes[":nodeId"].$get({ param: { nodeId } })).catch(() => undefined);
  return node?.workspaceId === workspaceId && atLeast(node.level, "edit") ? node : undefined;
}

type NewNode = { kind: "project" | MediaKind; title: string; parentId?: string };

/** One for all that is asked under a key: an answer that was lost makes no second. */
export async function makeNode(workspaceId: string, json: NewNode, key?: string): Promise<ContentNode> {
  const make = (headers: Record<string, string>) =>
    answer(api.workspaces[":workspaceId"].nodes.$post({ param: { workspaceId }, json }, { headers }));
  if (key === undefined) return make({});
  try {
    return await make({ "Idempotency-Key": key });
  } catch (error) {
    // For a day the key gives back what was refused once, and takes no other title. Nothing stands behind it to make twice.
    if (isKept(asApiProblem(error))) return make({});
    throw error;
  }
}

function isKept({ code, details: { status = 0 } }: ApiProblem): boolean {
  return status >= 400 && status < 500 && status !== 401 && status !== 429 && code !== "request_in_progress";
}
