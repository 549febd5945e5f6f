import type { Member } from "../../../shared/api/members.ts";
import type { Role } from "../../../shared/policy/roles.ts";
import { answer, api, type Client } from "../../api.ts";

export type Decision = "approve" | "deny";

/** Which request, as every place that shows one knows it. */
export type Waiting = { id: string; workspaceId: string };

/** Approves, in the role given or the workspace's own choice, or denies. */
export function sendDecision(
  { id, workspaceId }: Waiting,
  decision: Decision,
  { role, client = api }: { role?: Role | undefined; client?: Client } = {},
): Promise<Member> {
  const request = client.workspaces[":workspaceId"]["join-requests"][":membershipId"];
  const param = { workspaceId, membershipId: id };
  if (decision === "deny") return answer(request.deny.$post({ param }));
  return answer(request.approve.$post({ param, json: role === undefined ? {} : { role } }));
}
