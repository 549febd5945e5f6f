import type { JoinRequest } from "../../../shared/api/join-requests.ts";
import { answer, api, type Client } from "../../api.ts";
import { ApiProblem } from "../../api-problem.ts";

/** Of more than this, only that there are more is told. */
const LISTED = 100;

/** Who waits for an answer, the newest first; nobody for someone who may not decide any more. */
export async function readRequests(workspaceId: string, client: Client = api): Promise<JoinRequest[]> {
  const query = { limit: String(LISTED) };
  try {
    const call = client.workspaces[":workspaceId"]["join-requests"].$get({ param: { workspaceId }, query });
    return (await answer(call)).items;
  } catch (error) {
    if (error instanceof ApiProblem && (error.code === "forbidden" || error.code === "not_found")) return [];
    throw error;
  }
}

/** `12`, `99+`. */
export function countLabel(count: number): string {
  return count < LISTED ? String(count) : `${LISTED - 1}+`;
}
