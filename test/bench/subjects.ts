import { randomBytes } from "node:crypto";
import { newId } from "../../shared/ids.ts";
import type { openBareDatabase } from "./bare-database.ts";
import { call } from "./http-client.ts";
import type { Baseline, Subject } from "./measure.ts";
import {
  addressOf,
  api,
  bearer,
  invite,
  makeWorkspace,
  type Person,
  plantCodes,
  plantPeople,
  type Scene,
} from "./people.ts";

type Stage = {
  scene: Scene;
  bare: Awaited<ReturnType<typeof openBareDatabase>>;
  constantUrl: string;
  /** How many of what can be used once are put in place; running out ends the bench with an error. */
  supply: number;
};

const PAGE = 50;
const MEMBERS = 1_000;
const COLD_SHARES = 4_000;

/** Everything that is measured; the order is that of a person's way through the product. */
export async function makeSubjects(stage: Stage): Promise<Subject[]> {
  const [admin] = await plantPeople(stage.scene, [addressOf("admin", 0)]);
  if (!admin) throw new Error("No admin.");
  return [
    await signingIn(stage),
    await inviting(stage, admin),
    await accepting(stage, admin),
    await listing(stage, admin),
    ...(await watching(stage, admin)),
  ];
}

async function signingIn({ scene, bare, supply }: Stage): Promise<Subject> {
  const emails = Array.from({ length: supply }, (_, n) => addressOf("newcomer", n));
  await plantCodes(scene, emails);
  return {
    name: "sign-in",
    baseline: bare.write(8),
    once: async (n) => {
      await call({
        method: "POST",
        url: api(scene, "/auth/sessions"),
        body: { email: taken(emails, n), code: "12345678" },
        status: 201,
      });
    },
  };
}

async function inviting({ scene, bare }: Stage, admin: Person): Promise<Subject> {
  const workspaceId = await makeWorkspace(scene, admin, 1_000_000);
  return {
    name: "invite",
    baseline: bare.write(5),
    once: async (n) => {
      await call({
        method: "POST",
        url: api(scene, `/workspaces/${workspaceId}/invitations`),
        headers: bearer(admin.token),
        body: { invitations: [{ email: addressOf("invited", n), role: "viewer" }] },
        status: 200,
      });
    },
  };
}

async function accepting({ scene, bare, supply }: Stage, admin: Person): Promise<Subject> {
  const workspaceId = await makeWorkspace(scene, admin, supply + 10);
  const emails = Array.from({ length: supply }, (_, n) => addressOf("accepter", n));
  const people = await plantPeople(scene, emails);
  const tokens = await invite(scene, admin, workspaceId, emails);
  return {
    name: "accept",
    baseline: bare.write(4),
    once: async (n) => {
      await call({
        method: "POST",
        url: api(scene, `/invitations/${taken(tokens, n)}/accept`),
        headers: bearer(taken(people, n).token),
        status: 200,
      });
    },
  };
}

async function listing({ scene, bare }: Stage, admin: Person): Promise<Subject> {
  const workspaceId = await makeWorkspace(scene, admin, MEMBERS + 10);
  await invite(
    scene,
    admin,
    workspaceId,
    Array.from({ length: MEMBERS }, (_, n) => addressOf("listed", n)),
  );
  return {
    name: `member list (${PAGE} of ${MEMBERS})`,
    baseline: bare.read(PAGE),
    once: async () => {
      await call({
        method: "GET",
        url: api(scene, `/workspaces/${workspaceId}/members?limit=${PAGE}`),
        headers: bearer(admin.token),
        status: 200,
      });
    },
  };
}

/** Warm asks for one page again and again, cold for another each time. */
async function watching({ scene, constantUrl }: Stage, admin: Person): Promise<Subject[]> {
  const slugs = await plantShares(scene, await makeWorkspace(scene, admin, 5), COLD_SHARES);
  const urls = slugs.map((slug) => `${scene.foyer.url}/s/${slug}`);
  const url = taken(urls, 0);
  const page = await call({ method: "GET", url, status: 200 });
  const baseline: Baseline = {
    name: `workerd constant of ${page.length} bytes`,
    once: async () => {
      await call({ method: "GET", url: `${constantUrl}/${page.length}`, status: 200 });
    },
  };
  return [
    {
      name: "share page, public, warm",
      baseline,
      once: async () => {
        await call({ method: "GET", url, status: 200 });
      },
    },
    {
      name: "share page, public, cold",
      baseline,
      once: async (n) => {
        await call({ method: "GET", url: taken(urls, 1 + (n % (urls.length - 1))), status: 200 });
      },
    },
  ];
}

/** Public shares of videos in one project, put in place without uploading: only their pages are asked for. */
async function plantShares(scene: Scene, workspaceId: string, count: number): Promise<string[]> {
  const now = Date.now();
  const owner = await scene.database.execute({
    sql: "SELECT id, user_id FROM memberships WHERE workspace_id = ?",
    args: [workspaceId],
  });
  const ownerId = String(owner.rows[0]?.id);
  const projectId = newId("node");
  const node = (id: string, kind: string, parentId: string | null) => ({
    sql: `INSERT INTO nodes (id, workspace_id, kind, title, parent_id, owner_membership_id, everyone, created_at, updated_at, change_id)
      VALUES (?, ?, ?, 'Bench', ?, ?, ?, ?, ?, 'bench')`,
    args: [id, workspaceId, kind, parentId, ownerId, parentId === null ? "view" : "inherit", now, now],
  });
  await scene.database.batch([node(projectId, "project", null)], "write");
  const slugs = Array.from({ length: count }, () => randomBytes(16).toString("base64url"));
  for (let at = 0; at < slugs.length; at += 250) {
    const statements = slugs.slice(at, at + 250).flatMap((slug) => {
      const id = newId("node");
      return [
        node(id, "video", projectId),
        {
          sql: `INSERT INTO media (node_id, version, r2_key, content_type, size, duration, width, height, etag, uploaded_at)
            VALUES (?, 1, ?, 'video/mp4', 1000, 8, 640, 360, 'bench', ?)`,
          args: [id, slug, now],
        },
        {
          sql: `INSERT INTO shares (id, workspace_id, node_id, slug, visibility, is_share_page, published_at, created_by, created_at, change_id)
            VALUES (?, ?, ?, ?, 'public', 1, ?, ?, ?, 'bench')`,
          args: [newId("share"), workspaceId, id, slug, now, ownerId, now],
        },
      ];
    });
    await scene.database.batch(statements, "write");
  }
  return slugs;
}

function taken<T>(supply: T[], n: number): T {
  const item = supply[n];
  if (item === undefined)
    throw new Error(`Only ${supply.length} were put in place, and the machine is faster than that.`);
  return item;
}
