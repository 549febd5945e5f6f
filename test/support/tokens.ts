import { makeInvitationToken } from "../../worker/members/invitation-token.ts";
import { sql } from "./database.ts";
import type { House } from "./joining.ts";
import { serviceJob } from "./service-job.ts";

/** The token of a person's newest invitation to a workspace, as its mail carries it; undefined without one. */
export async function invitationTokenOf(
  { workspaceId }: Pick<House, "workspaceId">,
  person: { email: string },
): Promise<string | undefined> {
  const [row] = await sql<{ id: string; version: number }>(
    `SELECT id, token_version AS version FROM memberships
     WHERE workspace_id = ? AND email_key = ? AND invited_at IS NOT NULL ORDER BY id DESC LIMIT 1`,
    [workspaceId, person.email],
  );
  return row && makeInvitationToken(serviceJob().settings, row.id, row.version);
}
