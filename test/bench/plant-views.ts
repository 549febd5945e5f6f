import { randomBytes } from "node:crypto";
import { newId } from "../../shared/ids.ts";
import { inSteps } from "../support/plant-people.ts";
import type { Tree } from "./plant-tree.ts";

export type Watched = {
  videoId: string;
  /** Of its public Share Page. */
  slug: string;
};

const SECONDS = 600;
const DAYS = 30;

/** A video of ten minutes that was watched so often, all of it today: that costs most. */
export async function plantViews({ scene, wide }: Tree, count: number): Promise<Watched> {
  const { database } = scene;
  const videoId = newId("node");
  const slug = randomBytes(16).toString("base64url");
  const today = Math.floor(Date.now() / 86_400_000);
  await database.batch(
    [
      {
        sql: `INSERT INTO nodes (id, workspace_id, kind, title, parent_id, owner_membership_id, everyone, created_at, updated_at, change_id)
          SELECT ?, workspace_id, 'video', 'Watched', id, owner_membership_id, 'inherit', 1, 1, 'bench' FROM nodes WHERE id = ?`,
        args: [videoId, wide],
      },
      {
        sql: `INSERT INTO media (node_id, version, r2_key, content_type, size, duration, width, height, etag, uploaded_at)
          VALUES (?, 1, ?, 'video/mp4', 1000, ?, 640, 360, 'bench', 1)`,
        args: [videoId, videoId, SECONDS],
      },
      {
        sql: `INSERT INTO shares (id, workspace_id, node_id, slug, visibility, is_share_page, published_at, created_by, created_at, change_id)
          SELECT ?, workspace_id, ?, ?, 'public', 1, 1, owner_membership_id, 1, 'bench' FROM nodes WHERE id = ?`,
        args: [newId("share"), videoId, slug, wide],
      },
      {
        sql: `INSERT INTO view_days (node_id, day, views) SELECT ?, ? - value, ? FROM generate_series(1, ?)`,
        args: [videoId, today, count, DAYS],
      },
      {
        sql: `INSERT INTO watched_edges (node_id, version, second, change)
          SELECT ?, 1, value, iif(value = 0, ?, -?) FROM generate_series(0, ?)`,
        args: [videoId, count, Math.floor(count / SECONDS), SECONDS - 1],
      },
    ],
    "write",
  );
  await inSteps(count, database, (from, to) => ({
    sql: `INSERT INTO day_viewers (node_id, day, viewer, network, version, watched, change_id)
      SELECT ?, ?, printf('%022d', value), printf('%022d', value / 3), 1, '[[0,600]]', 'bench' FROM generate_series(?, ?)`,
    args: [videoId, today, from, to],
  }));
  return { videoId, slug };
}
