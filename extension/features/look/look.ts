import { signal } from "@preact/signals";
import { api, putFile } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { loadMe } from "../../session/me.ts";

export const lookBusy = signal(false);
export const lookProblem = signal<ApiProblem | undefined>();

/** The colour of share pages and mails; null for ours. */
export function setColour(workspaceId: string, colour: string | null): Promise<boolean> {
  return change(() => api.workspaces[":workspaceId"].$patch({ param: { workspaceId }, json: { look: { colour } } }));
}

export function setLogo(workspaceId: string, picture: Blob): Promise<boolean> {
  return change(() => putFile(`/workspaces/${workspaceId}/logo`, picture));
}

export function removeLogo(workspaceId: string): Promise<boolean> {
  return change(() => api.workspaces[":workspaceId"].logo.$delete({ param: { workspaceId } }));
}

/** Answers whether the server has confirmed it. */
async function change(send: () => Promise<unknown>): Promise<boolean> {
  lookBusy.value = true;
  lookProblem.value = undefined;
  try {
    await send();
    await loadMe();
    return true;
  } catch (error) {
    lookProblem.value = asApiProblem(error);
    return false;
  } finally {
    lookBusy.value = false;
  }
}
