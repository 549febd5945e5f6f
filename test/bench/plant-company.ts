import { newId } from "../../shared/ids.ts";
import { inSteps, type Person, plantMembers, plantPeople, plantUsers } from "../support/plant-people.ts";
import { makeWorkspace, plantInvitations, plantRequests, type Scene } from "./people.ts";

export type Company = {
  scene: Scene;
  admin: Person;
  workspaceId: string;
  /** Ids of join requests that wait. */
  requests: string[];
  /** Invitations that wait, and whose they are. */
  invited: { person: Person; token: string }[];
};

/** One workspace of its own for so many users. */
const USERS_A_WORKSPACE = 20;

/** A workspace of so many members, half of them creators, whose domain is proven, with some who wait to come in. */
export async function plantCompany(scene: Scene, domain: string, members: number, waiting: number): Promise<Company> {
  const [admin] = await plantPeople(scene, [`admin@${domain}`]);
  if (!admin) throw new Error("No admin.");
  const workspaceId = await makeWorkspace(scene, admin, 1_000_000);
  const { database } = scene;
  await database.execute({
    sql: "INSERT INTO domains (id, workspace_id, domain, created_at, proven_at, change_id) VALUES (?, ?, ?, 1, 1, 'bench')",
    args: [newId("domain"), workspaceId, domain],
  });
  await plantMembers(database, workspaceId, domain, members);
  const asking = await plantPeople(scene, addresses("asking", domain, waiting));
  const people = await plantPeople(scene, addresses("invited", domain, waiting));
  const requests = await plantRequests(scene, workspaceId, asking);
  const tokens = await plantInvitations(
    scene,
    workspaceId,
    people.map(({ email }) => email),
  );
  const invited = people.map((person, at) => ({ person, token: tokens[at] ?? "" }));
  return { scene, admin, workspaceId, requests, invited };
}

/** So many users of other companies, with workspaces of their own that each has one Super Admin. */
export async function plantNeighbours({ database }: Scene, users: number): Promise<void> {
  await plantUsers(database, "elsewhere.example", users);
  await inSteps(Math.floor(users / USERS_A_WORKSPACE), database, (from, to) => ({
    sql: `INSERT INTO workspaces (id, kind, name, seats, created_at, change_id)
      SELECT printf('wsp_0%025d', value), 'shared', 'Neighbours', 5, 1, 'bench' FROM generate_series(?, ?)`,
    args: [from, to],
  }));
  await inSteps(Math.floor(users / USERS_A_WORKSPACE), database, (from, to) => ({
    sql: `INSERT INTO memberships (id, workspace_id, user_id, email, email_key, role, status, activated_at, updated_at, change_id)
      SELECT printf('mbr_0%025d', value), printf('wsp_0%025d', value), users.id, users.email, users.email_key, 'super_admin', 'active', 1, 1, 'bench'
      FROM generate_series(?, ?) JOIN users ON users.email_key = printf('ann-%07d@elsewhere.example', value)`,
    args: [from, to],
  }));
}

function addresses(kind: string, domain: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${kind}-${n}@${domain}`);
}
