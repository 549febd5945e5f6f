import type { InferOutput } from "valibot";
import type { Workspace, workspaceChange } from "../../../shared/api/workspaces.ts";
import { api } from "../../api.ts";
import { ApiProblem } from "../../api-problem.ts";
import { loadMe } from "../../session/me.ts";

/** Who is faster so often in a row is not waited for any longer. */
const TRIES = 5;

/**
 * Changes the workspace while `isAsSeen` says that what the person looked at is still so; else nothing is sent. The
 * version that goes with it (`If-Match`) is of the whole workspace, and of what the person did not look at others may
 * change what they like. Either way the workspace is on screen as it is now.
 */
export async function changeAsSeen(
  workspaceId: string,
  change: InferOutput<typeof workspaceChange>,
  isAsSeen: (now: Workspace) => boolean,
): Promise<"changed" | "overtaken"> {
  try {
    for (let tries = 1; ; tries += 1) {
      const outcome = await tryOnce(workspaceId, change, isAsSeen);
      if (outcome !== "again") return outcome;
      if (tries === TRIES) throw new ApiProblem("precondition_failed");
    }
  } finally {
    await loadMe();
  }
}

async function tryOnce(
  workspaceId: string,
  json: InferOutput<typeof workspaceChange>,
  isAsSeen: (now: Workspace) => boolean,
): Promise<"changed" | "overtaken" | "again"> {
  const param = { workspaceId };
  const response = await api.workspaces[":workspaceId"].$get({ param });
  if (!isAsSeen((await response.json()) as Workspace)) return "overtaken";
  const headers = { "If-Match": response.headers.get("ETag") ?? "" };
  try {
    await api.workspaces[":workspaceId"].$patch({ param, json }, { headers });
    return "changed";
  } catch (error) {
    if (error instanceof ApiProblem && error.code === "precondition_failed") return "again";
    throw error;
  }
}
