import type { AccessRequest } from "../../../shared/api/access-requests.ts";
import type { GrantLevel } from "../../../shared/policy/access.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { loadNotifications, showAccessOutcome } from "./notifications.ts";

/** Grants a level, or declines where none is given; answers why it did not count, if it did not. */
export async function decideAccess(
  { id, nodeId }: AccessRequest,
  level: GrantLevel | undefined,
): Promise<ApiProblem | undefined> {
  const request = api.nodes[":nodeId"]["access-requests"][":requestId"];
  const param = { nodeId, requestId: id };
  try {
    await answer(level ? request.grant.$post({ param, json: { level } }) : request.decline.$post({ param }));
    showAccessOutcome(id, level ? "granted" : "declined");
    return undefined;
  } catch (error) {
    const problem = asApiProblem(error);
    // Someone else was faster, or whoever asked is no member any more: it is shown as it is now.
    if (problem.code !== "offline") await loadNotifications();
    return problem;
  }
}
