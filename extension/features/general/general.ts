import { signal } from "@preact/signals";
import type { Workspace } from "../../../shared/api/workspaces.ts";
import { api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { goFrom } from "../../session/go-from.ts";
import { current, loadMe } from "../../session/me.ts";
import { sayProblem } from "../manage/toast.ts";
import { changeAsSeen } from "../settings/change-workspace.ts";
import { afterSaving, type Draft, isSame, pendingIn } from "../settings/draft.ts";

export type General = Pick<Workspace, "name" | "defaultRole">;

export const generalDraft = signal<Draft<General> | undefined>();
export const generalBusy = signal(false);
export const generalProblem = signal<ApiProblem | undefined>();
export const deletionProblem = signal<ApiProblem | undefined>();

export function generalOf({ name, defaultRole }: Workspace): General {
  return { name, defaultRole };
}

/** Answers whether it is saved; where somebody was faster it is not, and what was chosen stays. */
export async function saveGeneral(workspace: Workspace): Promise<boolean> {
  const seen = generalOf(workspace);
  const { name, defaultRole } = pendingIn(generalDraft.value, seen);
  const change = {
    ...(name === undefined ? {} : { name }),
    // A draft has none that may not be one.
    ...(defaultRole === undefined || defaultRole === "super_admin" ? {} : { defaultRole }),
  };
  generalBusy.value = true;
  generalProblem.value = undefined;
  try {
    const outcome = await changeAsSeen(workspace.id, change, (now) => isSame(generalOf(now), seen));
    if (outcome === "changed") generalDraft.value = afterSaving(generalDraft.value, change);
    return outcome === "changed";
  } catch (error) {
    generalProblem.value = asApiProblem(error);
    return false;
  } finally {
    generalBusy.value = false;
  }
}

/** Answers the name of the workspace one is in afterwards; undefined where it was refused. */
export async function deleteWorkspace(workspaceId: string): Promise<string | undefined> {
  generalBusy.value = true;
  deletionProblem.value = undefined;
  try {
    await api.workspaces[":workspaceId"].$delete({ param: { workspaceId } });
    return (await goFrom(workspaceId)) ?? "";
  } catch (error) {
    const problem = asApiProblem(error);
    deletionProblem.value = problem;
    await loadMe();
    // Whoever was faster has deleted it, and with it the place to say so.
    if (current.value?.workspace.id !== workspaceId) sayProblem(problem);
    return undefined;
  } finally {
    generalBusy.value = false;
  }
}

export function forgetGeneral(): void {
  generalDraft.value = undefined;
  generalProblem.value = undefined;
  deletionProblem.value = undefined;
}
