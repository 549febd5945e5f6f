import { signal } from "@preact/signals";
import * as v from "valibot";
import { workspaceCreation } from "../../../shared/api/workspaces.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { loadMe, switchWorkspace } from "../../session/me.ts";

export const creating = signal(false);
export const creationProblem = signal<ApiProblem | undefined>();

/** Makes a shared workspace and goes there. */
export async function createWorkspace(name: string): Promise<boolean> {
  const request = v.safeParse(workspaceCreation, { name });
  if (!request.success || creating.value) return false;
  creating.value = true;
  creationProblem.value = undefined;
  try {
    const made = await answer(api.workspaces.$post({ json: request.output }));
    await switchWorkspace(made.id);
    await loadMe();
    return true;
  } catch (error) {
    creationProblem.value = asApiProblem(error);
    return false;
  } finally {
    creating.value = false;
  }
}
