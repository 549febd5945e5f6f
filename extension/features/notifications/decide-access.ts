import type { AccessRequest } from "../../../shared/api/access-requests.ts";
import type { GrantLevel } from "../../../shared/policy/access.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { loadNotifications, showAccessOutcome } from "./notifications.ts";
import { sendAccessDecision } from "./send-access-decision.ts";

/** Grants a level, or declines where none is given; answers why it did not count, if it did not. */
export async function decideAccess(
  { id, nodeId }: AccessRequest,
  level: GrantLevel | undefined,
): Promise<ApiProblem | undefined> {
  try {
    await sendAccessDecision({ id, nodeId }, level);
    showAccessOutcome(id, level ? "granted" : "declined");
    return undefined;
  } catch (error) {
    const problem = asApiProblem(error);
    // Someone else was faster, or whoever asked is no member any more: it is shown as it is now.
    if (problem.code !== "offline") await loadNotifications();
    return problem;
  }
}
