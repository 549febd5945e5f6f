import type { InviteLink } from "../../shared/api/invite-links.ts";
import type { JoinPolicy, Workspace } from "../../shared/api/workspaces.ts";
import { newId } from "../../shared/ids.ts";
import type { Role } from "../../shared/policy/roles.ts";
import { type Answer, api } from "./client.ts";
import { someone } from "./crowd.ts";
import { sql } from "./database.ts";
import type { Person } from "./plant-people.ts";

export type House = { workspaceId: string; admin: Person };

/** A shared workspace whose one Super Admin has an address of this domain. */
export async function house(options: { domain?: string; policy?: JoinPolicy; seats?: number; admin?: Person } = {}) {
  const admin = options.admin ?? (await someone(options.domain));
  const { token } = admin;
  const made = await must<Workspace>(201, api("POST", "/workspaces", { token, body: { name: "Acme" } }));
  const workspaceId = made.id;
  if (options.policy && options.policy !== "invite_only") {
    await must(200, api("PATCH", `/workspaces/${workspaceId}`, { token, body: { joinPolicy: options.policy } }));
  }
  if (options.seats) await setSeats({ workspaceId, admin }, options.seats);
  return { workspaceId, admin };
}

export async function setSeats({ workspaceId, admin }: House, seats: number): Promise<void> {
  await must(200, api("PUT", `/workspaces/${workspaceId}/plan`, { token: admin.token, body: { seats } }));
}

/** Makes a domain the workspace's own, as a check of DNS does. */
export async function prove({ workspaceId }: House, domain: string): Promise<void> {
  const now = Date.now();
  await sql(
    "INSERT INTO domains (id, workspace_id, domain, created_at, proven_at, change_id) VALUES (?, ?, ?, ?, ?, 'x')",
    [newId("domain"), workspaceId, domain, now, now],
  );
}

/** The token of a fresh invite link. */
export async function link({ workspaceId, admin }: House, body: object = { role: "viewer" }): Promise<string> {
  const made = await must<InviteLink>(
    200,
    api("PUT", `/workspaces/${workspaceId}/invite-link`, { token: admin.token, body }),
  );
  return made.url.split("/join/")[1] ?? "";
}

export const take = (person: { token: string }, token: string) =>
  api("POST", `/invite-links/${token}/accept`, { token: person.token });

export const ask = (person: { token: string }, workspaceId: string, body?: object) =>
  api("POST", `/workspaces/${workspaceId}/join-requests`, { token: person.token, ...(body ? { body } : {}) });

export const invite = ({ workspaceId, admin }: House, email: string, role: Role = "viewer") =>
  api("POST", `/workspaces/${workspaceId}/invitations`, {
    token: admin.token,
    body: { invitations: [{ email, role }] },
  });

/** What a person is in a workspace now: the status of their live membership, or undefined. */
export async function statusOf({ workspaceId }: Pick<House, "workspaceId">, person: { email: string }) {
  const rows = await sql<{ status: string }>(
    "SELECT status FROM memberships WHERE workspace_id = ? AND email_key = ? AND status <> 'ended'",
    [workspaceId, person.email],
  );
  return rows[0]?.status;
}

/** The id of their live membership. */
export async function membershipOf(
  { workspaceId }: Pick<House, "workspaceId">,
  person: { email: string },
): Promise<string> {
  const rows = await sql<{ id: string }>(
    "SELECT id FROM memberships WHERE workspace_id = ? AND email_key = ? AND status <> 'ended'",
    [workspaceId, person.email],
  );
  return rows[0]?.id ?? "";
}

/** Someone who was shut out of a workspace at some time. */
export async function shutOut(
  { workspaceId }: House,
  person: Person,
  how: { reason: "denied" | "removed"; at: number },
): Promise<void> {
  const id = newId("membership");
  await sql(
    `INSERT INTO memberships (id, workspace_id, user_id, email, email_key, role, status, requested_at, updated_at, change_id)
     VALUES (?, ?, ?, ?, ?, 'viewer', 'requested', ?, ?, 'x')`,
    [id, workspaceId, person.userId, person.email, person.email, how.at, how.at],
  );
  await sql("UPDATE memberships SET status = 'ended', end_reason = ?, ended_at = ? WHERE id = ?", [
    how.reason,
    how.at,
    id,
  ]);
}

/** The body of an answer that must have this status; setting a scene should fail loudly. */
async function must<Body>(status: number, call: Promise<Answer>): Promise<Body> {
  const answer = await call;
  if (answer.status === status) return answer.body;
  throw new Error(`Expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
}
