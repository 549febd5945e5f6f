import { newId } from "../../shared/ids.ts";
import { inSteps } from "../support/plant-people.ts";
import type { Tree } from "./plant-tree.ts";

/** A video with so many comments by one member, each at a moment of its own; answers its id. */
export async function plantComments({ scene, workspaceId, member, wide }: Tree, count: number): Promise<string> {
  const { database } = scene;
  const videoId = newId("node");
  await database.execute({
    sql: `INSERT INTO nodes (id, workspace_id, kind, title, parent_id, owner_membership_id, everyone, created_at, updated_at, change_id)
      SELECT ?, workspace_id, 'video', 'Discussed', id, owner_membership_id, 'inherit', 1, 1, 'bench' FROM nodes WHERE id = ?`,
    args: [videoId, wide],
  });
  await inSteps(count, database, (from, to) => ({
    sql: `INSERT INTO comments (id, workspace_id, node_id, version, place, author_user_id, body, at_seconds, created_at, change_id)
      SELECT printf('cmt_%s%018d', substr(?, 5, 8), value), ?, ?, 1, printf('%011d.cmt_%s%018d', value, substr(?, 5, 8), value),
        ?, 'Can the date stay half a second longer here?', value / 1000.0, 1, 'bench' FROM generate_series(?, ?)`,
    args: [videoId, workspaceId, videoId, videoId, member.userId, from, to],
  }));
  return videoId;
}
