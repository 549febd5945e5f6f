import type { Client } from "@libsql/client/web";
import { newId } from "../../shared/ids.ts";
import { type Person, plantPeople } from "../support/plant-people.ts";
import { call } from "./http-client.ts";
import type { Subject } from "./measure.ts";
import { api, bearer, makeWorkspace, type Scene } from "./people.ts";

/** How many members a workspace and how many users the service have, small and large. */
export type Sizes = { small: number; large: number; users: number };

const AT_ONCE = 20_000;
const PAGE = 50;

/**
 * What reading costs in a large workspace of a large service, beside the same in a small one: 1 is as fast. The
 * promise is at most one and a half times the cost.
 */
export async function growing(scene: Scene, sizes: Sizes): Promise<Subject[]> {
  const small = await plantCompany(scene, "small.example", sizes.small);
  const large = await plantCompany(scene, "large.example", sizes.large);
  await plantUsers(scene.database, "elsewhere.example", sizes.users - sizes.large - sizes.small);
  const pairs = [
    ["member list", `members?limit=${PAGE}`],
    ["members of a role", `members?limit=${PAGE}&role=creator`],
    ["member search", `members?limit=${PAGE}&q=ann`],
    ["suggestions", `suggestions?limit=${PAGE}`],
  ] as const;
  const read = ({ admin, workspaceId }: Company, path: string) => ({
    once: async () => {
      const url = api(scene, `/workspaces/${workspaceId}/${path}`);
      await call({ method: "GET", url, headers: bearer(admin.token), status: 200 });
    },
  });
  const figures = `${sizes.large.toLocaleString("en")} members`;
  const reading = pairs.map(
    ([name, path]): Subject => ({
      name: `${name}, ${figures}`,
      target: 0.67,
      baseline: { name: `the same, ${sizes.small.toLocaleString("en")}`, ...read(small, path) },
      ...read(large, path),
    }),
  );
  return [...reading, inviting(scene, small, large, figures, sizes)];
}

function inviting(scene: Scene, small: Company, large: Company, figures: string, sizes: Sizes): Subject {
  const invite =
    ({ admin, workspaceId }: Company) =>
    async (n: number) => {
      await call({
        method: "POST",
        url: api(scene, `/workspaces/${workspaceId}/invitations`),
        headers: bearer(admin.token),
        body: { invitations: [{ email: `new-${n}@growth.example`, role: "viewer" }] },
        status: 200,
      });
    };
  return {
    name: `invite, ${figures}`,
    target: 0.67,
    baseline: { name: `the same, ${sizes.small.toLocaleString("en")}`, once: invite(small) },
    once: invite(large),
  };
}

type Company = { admin: Person; workspaceId: string };

/** A workspace of so many members, half of them creators, whose domain is proven; and a few who are not in yet. */
async function plantCompany(scene: Scene, domain: string, members: number): Promise<Company> {
  const [admin] = await plantPeople(scene, [`admin@${domain}`]);
  if (!admin) throw new Error("No admin.");
  const workspaceId = await makeWorkspace(scene, admin, 1_000_000);
  const { database } = scene;
  await database.execute({
    sql: "INSERT INTO domains (id, workspace_id, domain, created_at, proven_at, change_id) VALUES (?, ?, ?, 1, 1, 'bench')",
    args: [newId("domain"), workspaceId, domain],
  });
  await plantUsers(database, domain, members);
  await inSteps(
    members,
    (from, to) => ({
      sql: `INSERT INTO memberships (id, workspace_id, user_id, email, email_key, role, status, activated_at, updated_at, change_id)
      SELECT replace(id, 'usr_', 'mbr_'), ?, id, email, email_key, iif(rowid % 2, 'creator', 'viewer'), 'active', 1, 1, 'bench'
      FROM users WHERE email_key IN (SELECT printf('ann-%07d@${domain}', value) FROM generate_series(?, ?))`,
      args: [workspaceId, from, to],
    }),
    database,
  );
  return { admin, workspaceId };
}

async function plantUsers(database: Client, domain: string, count: number): Promise<void> {
  await inSteps(
    count,
    (from, to) => ({
      sql: `INSERT INTO users (id, email, email_key, company_domain, suggestible, created_at)
      SELECT printf('usr_0%025x', abs(random())), printf('ann-%07d@${domain}', value), printf('ann-%07d@${domain}', value), '${domain}', 1, 1
      FROM generate_series(?, ?)`,
      args: [from, to],
    }),
    database,
  );
}

async function inSteps(
  count: number,
  step: (from: number, to: number) => { sql: string; args: (string | number)[] },
  database: Client,
): Promise<void> {
  for (let from = 1; from <= count; from += AT_ONCE)
    await database.execute(step(from, Math.min(count, from + AT_ONCE - 1)));
}
