import type { Member } from "../../../shared/api/members.ts";
import type { Role } from "../../../shared/policy/roles.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { tellViews } from "../../live/hear.ts";
import { dropRequest, loadRequests, putBack, setAside } from "./requests.ts";
import { type Decision, sendDecision, type Waiting } from "./send-decision.ts";

export type Decided = { member: Member } | { problem: ApiProblem };

/**
 * Approves, in the role given or the workspace's own choice, or denies. It leaves the list of those who wait at once
 * and comes back where the server refuses; one that another admin has decided meanwhile does not.
 */
export async function decideRequest({ id, workspaceId }: Waiting, decision: Decision, role?: Role): Promise<Decided> {
  setAside(id);
  try {
    const member = await sendDecision({ id, workspaceId }, decision, { role });
    await dropRequest(workspaceId, id);
    return { member };
  } catch (error) {
    const problem = asApiProblem(error);
    if (problem.code === "request_decided") await loadRequests(workspaceId);
    else putBack(id);
    return { problem };
  } finally {
    // Every list, in every view, and also where the stream is away.
    tellViews({ kind: "membership", workspaceId });
  }
}
