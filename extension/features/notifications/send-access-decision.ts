import type { AccessRequest } from "../../../shared/api/access-requests.ts";
import type { GrantLevel } from "../../../shared/policy/access.ts";
import { answer, api, type Client } from "../../api.ts";

/** Grants a level, or declines where none is given. */
export async function sendAccessDecision(
  { id, nodeId }: Pick<AccessRequest, "id" | "nodeId">,
  level: GrantLevel | undefined,
  client: Client = api,
): Promise<void> {
  const request = client.nodes[":nodeId"]["access-requests"][":requestId"];
  const param = { nodeId, requestId: id };
  await answer(level ? request.grant.$post({ param, json: { level } }) : request.decline.$post({ param }));
}
