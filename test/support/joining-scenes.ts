import { NOTIFICATION_TYPES } from "../../shared/api/notifications.ts";
import { newId } from "../../shared/ids.ts";
import type { Actor } from "./actors.ts";
import { api } from "./client.ts";
import { type Company, company } from "./company.ts";
import { someone } from "./crowd.ts";
import { sql } from "./database.ts";
import { ask, membershipOf } from "./joining.ts";
import type { Person } from "./plant-people.ts";

const MINUTE = 60_000;

export const LONG_NAME = "Amélie-Charlotte Lacroix-Deschamps de Saint-Rémy-lès-Chevreuse";
const MESSAGE = "I cut the spring launch with Ravi and would like to see the final version before it goes out.";

/** A company four of whose people ask to join, some a while ago and one with a word, and two more are suggested. */
export async function busyCompany(): Promise<Company> {
  const acme = await company("request");
  await api("PATCH", `/workspaces/${acme.workspaceId}`, {
    token: acme.admin.accessToken,
    body: { name: "Northwind" },
  });
  for (const [name, age] of [
    ["", 3 * 24 * 60],
    ["Inês Duarte", 9 * 60],
    ["Ravi Shah", 2 * 60],
    ["Tomás Okafor", 4],
    [LONG_NAME, 0],
  ] as const) {
    const person = await named(acme.domain, name);
    await ask(person, acme.workspaceId, name === LONG_NAME ? { message: MESSAGE } : undefined);
    await turnBack(acme, person, age * MINUTE);
  }
  for (const name of ["", "June Whitfield"]) {
    const { token } = await named(acme.domain, name);
    await api("PATCH", "/me", { token, body: { suggestible: true } });
  }
  return acme;
}

async function named(domain: string, name: string): Promise<Person> {
  const person = await someone(domain);
  if (name !== "") await api("PATCH", "/me", { token: person.token, body: { name } });
  return person;
}

async function turnBack(acme: Company, person: Person, age: number): Promise<void> {
  await sql("UPDATE memberships SET requested_at = ? WHERE id = ?", [
    Date.now() - age,
    await membershipOf(acme, person),
  ]);
}

/** One of each kind about the admin's own membership, and what became of each kind of request; some are read. */
export async function tellEverything(acme: Company): Promise<void> {
  const mine = await membershipOf(acme, acme.admin);
  const requests = await sql<{ id: string }>(
    "SELECT id FROM memberships WHERE workspace_id = ? AND status = 'requested' ORDER BY id",
    [acme.workspaceId],
  );
  const [approved, denied] = requests;
  const path = `/workspaces/${acme.workspaceId}/join-requests`;
  const token = acme.second.accessToken;
  await api("POST", `${path}/${approved?.id}/approve`, { token, body: {} });
  await api("POST", `${path}/${denied?.id}/deny`, { token });
  const apart = ["join_request.received", "invitation.accepted"];
  const others = NOTIFICATION_TYPES.filter((type) => !apart.includes(type) && !type.startsWith("access_request."));
  for (const [at, type] of others.entries()) await tell(acme, acme.admin, { type, membershipId: mine, age: at });
}

async function tell(
  { workspaceId }: Company,
  { user }: Actor,
  { type, membershipId, age }: { type: string; membershipId: string; age: number },
): Promise<void> {
  const at = Date.now() - age * 5 * 60 * MINUTE;
  await sql(
    `INSERT INTO notifications (id, user_id, type, workspace_id, membership_id, outbox_id, created_at, read_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [newId("notification"), user.id, type, workspaceId, membershipId, -at, at, age % 2 === 0 ? null : at],
  );
}

/** As if the mails of the newest invitations had been refused for a day. */
export async function failInvitations({ workspaceId }: Company): Promise<void> {
  await sql(
    `UPDATE outbox SET delivered_at = NULL, parked_at = ?, tries = 61, last_error = '550 5.1.1 mailbox unavailable'
     WHERE workspace_id = ? AND topic = 'member.invited'`,
    [Date.now() - 50 * MINUTE, workspaceId],
  );
}
