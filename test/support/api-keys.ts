import type { MadeApiKey } from "../../shared/api/api-keys.ts";
import { SCOPES, type Scope } from "../../shared/policy/scopes.ts";
import { api } from "./client.ts";

/** A key of whoever's token this is, for all there is unless said. */
export async function newKey(token: string, workspaceId: string, scopes: readonly Scope[] = SCOPES) {
  const body = { name: "Import", scopes };
  const answer = await api<MadeApiKey>("POST", `/workspaces/${workspaceId}/api-keys`, { token, body });
  if (answer.status !== 201) throw new Error(`Expected a key: ${answer.text}`);
  return answer.body;
}

/** The workspace that is a person's alone. */
export async function personalWorkspaceOf(token: string): Promise<string> {
  const { body } = await api("GET", "/me", { token });
  return body.memberships.find(({ workspace }: { workspace: { kind: string } }) => workspace.kind === "personal")
    .workspace.id;
}
