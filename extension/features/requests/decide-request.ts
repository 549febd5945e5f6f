import type { Member } from "../../../shared/api/members.ts";
import type { Role } from "../../../shared/policy/roles.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { tellViews } from "../../live/hear.ts";
import { dropRequest, loadRequests, putBack, setAside } from "./requests.ts";

export type Decision = "approve" | "deny";

/** Which request, as every place that shows one knows it. */
export type Waiting = { id: string; workspaceId: string };

export type Decided = { member: Member } | { problem: ApiProblem };

/**
 * Approves, in the role given or the workspace's own choice, or denies. It leaves the list of those who wait at once
 * and comes back where the server refuses; one that another admin has decided meanwhile does not.
 */
export async function decideRequest({ id, workspaceId }: Waiting, decision: Decision, role?: Role): Promise<Decided> {
  setAside(id);
  try {
    const member = await send({ id, workspaceId }, decision, role);
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

function send({ id, workspaceId }: Waiting, decision: Decision, role: Role | undefined): Promise<Member> {
  const request = api.workspaces[":workspaceId"]["join-requests"][":membershipId"];
  const param = { workspaceId, membershipId: id };
  if (decision === "deny") return answer(request.deny.$post({ param }));
  return answer(request.approve.$post({ param, json: role === undefined ? {} : { role } }));
}
