import { randomBytes } from "node:crypto";
import type { SessionTokens, User } from "../../shared/api/accounts.ts";
import type { Workspace } from "../../shared/api/workspaces.ts";
import { SEATS_DEFAULT } from "../../shared/limits.ts";
import type { Role } from "../../shared/policy/roles.ts";
import { type Answer, api, randomNetwork } from "./client.ts";
import { place } from "./crowd.ts";
import { mailTo, signInCode } from "./mailbox.ts";
import { plantMembers, plantSignedIn } from "./plant-signed-in.ts";

/** A network to come from more than once. */
export const newNetwork = randomNetwork;

/** A person signed in, from a network of their own. */
export type Actor = { email: string; accessToken: string; refreshToken: string; user: User; network: string };

export type MemberActor = Actor & { membershipId: string };

export type TestWorkspace = {
  workspaceId: string;
  /** Its maker, a Super Admin. */
  admin: Actor;
  /** Those asked for, by role. */
  members: Record<Role, MemberActor[]>;
};

/** An address nobody has used, on a company domain. */
export function newAddress(): string {
  return `${randomBytes(8).toString("hex")}@acme.example`;
}

/** Someone signed in, with a personal workspace; a new person unless the address is known. */
export async function signUp(email = newAddress()): Promise<Actor> {
  return { ...(await plantSignedIn(place(), email)), network: newNetwork() };
}

/** The same by the code in their mail, where how they sign in matters. */
export async function signUpByCode(email = newAddress()): Promise<Actor> {
  const network = newNetwork();
  const before = await mailTo(email);
  expectStatus(202, await api("POST", "/auth/codes", { body: { email }, network }));
  const code = await signInCode(email, before);
  const answer = await api<SessionTokens>("POST", "/auth/sessions", { body: { email, code }, network });
  const { accessToken, refreshToken, user } = expectStatus(201, answer);
  return { email, accessToken, refreshToken, user, network };
}

/** A shared workspace with its maker and so many active members of each role; its seats grow only if they must. */
export async function workspaceWith(roles: Partial<Record<Role, number>>): Promise<TestWorkspace> {
  const wanted = (Object.entries(roles) as [Role, number][]).flatMap(([role, count]) => Array<Role>(count).fill(role));
  const [admin, ...people] = await Promise.all([
    signUp(),
    ...wanted.map(async (role) => ({ role, ...(await signUp()) })),
  ]);
  const token = admin.accessToken;
  const made = await api<Workspace>("POST", "/workspaces", { token, body: { name: "Acme" } });
  const { id: workspaceId } = expectStatus(201, made);
  const seats = people.length + 1;
  if (seats > SEATS_DEFAULT) {
    expectStatus(200, await api("PUT", `/workspaces/${workspaceId}/plan`, { token, body: { seats } }));
  }
  const members: TestWorkspace["members"] = { super_admin: [], developer: [], creator: [], viewer: [] };
  if (people.length === 0) return { workspaceId, admin, members };
  for (const { role, ...actor } of await plantMembers(place(), workspaceId, people)) members[role].push(actor);
  return { workspaceId, admin, members };
}

/** The body of an answer that must have this status; setting a scene should fail loudly. */
function expectStatus<Body>(status: number, answer: Answer<Body>): Body {
  if (answer.status === status) return answer.body;
  throw new Error(`Expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
}
