import { newId } from "../../shared/ids.ts";
import { DEPTH_MAX } from "../../shared/limits.ts";
import { inSteps, type Person, plantPeople } from "../support/plant-people.ts";
import { makeWorkspace, type Scene } from "./people.ts";

export type Tree = {
  scene: Scene;
  /** A creator, whose level at the deepest comes from a grant at the top. */
  member: Person;
  workspaceId: string;
  /** As deep as a node may stand. */
  deepest: string;
  /** A folder with most of the nodes in it. */
  wide: string;
};

/** A workspace of so many nodes: one way down as far as it goes, everything else in one folder. */
export async function plantTree(scene: Scene, domain: string, count: number): Promise<Tree> {
  const [admin, member] = await plantPeople(scene, [`admin@${domain}`, `member@${domain}`]);
  if (!admin || !member) throw new Error("Nobody was made.");
  const workspaceId = await makeWorkspace(scene, admin, 10);
  const { database } = scene;
  const ownerId = String(
    (await database.execute({ sql: "SELECT id FROM memberships WHERE workspace_id = ?", args: [workspaceId] })).rows[0]
      ?.id,
  );
  const membershipId = newId("membership");
  const way = Array.from({ length: DEPTH_MAX }, () => newId("node"));
  const wide = newId("node");
  const node = (id: string, kind: string, parentId: string | null) => ({
    sql: `INSERT INTO nodes (id, workspace_id, kind, title, parent_id, owner_membership_id, everyone, created_at, updated_at, change_id)
      VALUES (?, ?, ?, 'Deep', ?, ?, ?, 1, 1, 'bench')`,
    args: [id, workspaceId, kind, parentId, ownerId, parentId === null ? "none" : "inherit"],
  });
  const [top = ""] = way;
  await database.batch(
    [
      {
        sql: `INSERT INTO memberships (id, workspace_id, user_id, email, email_key, role, status, activated_at, updated_at, change_id)
          VALUES (?, ?, ?, ?, ?, 'creator', 'active', 1, 1, 'bench')`,
        args: [membershipId, workspaceId, member.userId, member.email, member.email],
      },
      ...way.map((id, at) => node(id, at === 0 ? "project" : "folder", way[at - 1] ?? null)),
      node(wide, "folder", top),
      { sql: "INSERT INTO grants (node_id, membership_id, level) VALUES (?, ?, 'edit')", args: [top, membershipId] },
    ],
    "write",
  );
  await inSteps(count, database, (from, to) => ({
    sql: `INSERT INTO nodes (id, workspace_id, kind, title, parent_id, owner_membership_id, everyone, created_at, updated_at, change_id)
      SELECT printf('nod_%s%018d', substr(?, 5, 8), value), ?, 'folder', 'Wide', ?, ?, 'inherit', 1, 1, 'bench' FROM generate_series(?, ?)`,
    args: [wide, workspaceId, wide, ownerId, from, to],
  }));
  return { scene, member, workspaceId, deepest: way.at(-1) ?? top, wide };
}
