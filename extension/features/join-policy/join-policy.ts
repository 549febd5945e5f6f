import { signal } from "@preact/signals";
import type { JoinPolicy } from "../../../shared/api/workspaces.ts";
import { api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { loadMe } from "../../session/me.ts";

/** The policy on its way to the server, shown as if it were so already. */
export const askedPolicy = signal<JoinPolicy | undefined>();
export const policyProblem = signal<ApiProblem | undefined>();

/** Decides who may come in by themselves; answers whether the server has confirmed it. */
export async function changeJoinPolicy(workspaceId: string, joinPolicy: JoinPolicy): Promise<boolean> {
  askedPolicy.value = joinPolicy;
  policyProblem.value = undefined;
  try {
    await api.workspaces[":workspaceId"].$patch({ param: { workspaceId }, json: { joinPolicy } });
    await loadMe();
    return true;
  } catch (error) {
    policyProblem.value = asApiProblem(error);
    return false;
  } finally {
    askedPolicy.value = undefined;
  }
}
