import { beforeAll, describe, expect, test } from "vitest";
import type { AuditEntry } from "../../../shared/api/audit.ts";
import type { Page } from "../../../shared/api/fields.ts";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { Notification } from "../../../shared/api/notifications.ts";
import { TRASH_LIFETIME } from "../../../shared/limits.ts";
import { purgeTrash } from "../../../worker/content/purge-trash.ts";
import { askFor, closedVideo } from "../../support/asking.ts";
import { api, request } from "../../support/client.ts";
import { planted, plantNodes } from "../../support/collections.ts";
import { someone } from "../../support/crowd.ts";
import { sql } from "../../support/database.ts";
import { type House, house, membershipOf } from "../../support/joining.ts";
import { serviceJob } from "../../support/service-job.ts";
import { fixture, newFolder, newProject, newVideo, shareNode, uploadBytes } from "../../support/videos.ts";
import { tellWatched } from "../../support/watching.ts";
import { HELLO, putCaptions } from "../captions/put-captions.ts";

let place: House;
let token: string;
let ownerId: string;

beforeAll(async () => {
  place = await house({ seats: 30 });
  token = place.admin.token;
  ownerId = await membershipOf(place, place.admin);
});

const trash = (node: Pick<ContentNode, "id">) => api("DELETE", `/nodes/${node.id}`, { token });
const restore = (node: Pick<ContentNode, "id">) => api("POST", `/nodes/${node.id}/restore`, { token });
/** As if it had been put into the trash so long ago. */
const age = ({ id }: Pick<ContentNode, "id">, ms: number) =>
  sql("UPDATE nodes SET trashed_at = ? WHERE id = ?", [Date.now() - ms, id]);
const kept = async (nodes: Pick<ContentNode, "id">[]) => {
  const marks = nodes.map(() => "?").join(", ");
  const rows = await sql(
    `SELECT id FROM nodes WHERE id IN (${marks})`,
    nodes.map(({ id }) => id),
  );
  return nodes.filter(({ id }) => rows.some((row) => row.id === id));
};
const purged = async (id: string) =>
  (
    await api<Page<AuditEntry>>("GET", `/workspaces/${place.workspaceId}/audit?action=node.purged`, { token })
  ).body.items.filter(({ target }) => target === id);
const purge = () => purgeTrash(serviceJob());

describe("after thirty days in the trash", () => {
  test("a folder goes for good with all that stands below it; what stands beside it stays", async () => {
    const project = await newProject(token, place.workspaceId);
    const folder = await newFolder(token, project, "Old cuts");
    const inner = await newFolder(token, folder);
    const below = [inner, await newVideo(token, inner), await newVideo(token, folder)];
    const beside = await newVideo(token, project);
    const lately = await newVideo(token, project);
    for (const node of [folder, lately]) await trash(node);
    await age(folder, TRASH_LIFETIME);
    await age(lately, TRASH_LIFETIME - 60_000);
    expect((await restore(folder)).status).toBe(404);
    await purge();
    expect(await kept([project, folder, ...below, beside, lately])).toEqual([project, beside, lately]);
    expect((await restore(folder)).status).toBe(404);
    expect((await restore(lately)).status).toBe(200);
    expect(await purged(folder.id)).toMatchObject([{ actor: null, action: "node.purged", target: folder.id }]);
    expect(await purged(inner.id)).toEqual([]);
  });

  test("what was put there by itself goes with what it stands in, and is told of too", async () => {
    const project = await newProject(token, place.workspaceId);
    const video = await newVideo(token, project);
    for (const node of [video, project]) await trash(node);
    await age(project, TRASH_LIFETIME);
    await purge();
    expect(await kept([project, video])).toEqual([]);
    expect([await purged(project.id), await purged(video.id)]).toMatchObject([[{}], [{}]]);
  });

  test("many at once purge once", async () => {
    const project = await newProject(token, place.workspaceId);
    await trash(project);
    await age(project, TRASH_LIFETIME);
    await Promise.all([purge(), purge(), purge()]);
    expect(await kept([project])).toEqual([]);
    expect(await purged(project.id)).toHaveLength(1);
  });

  test("a thousand nodes, a chain as deep as trees go among them, in a few sweeps", async () => {
    const top = planted(null, { kind: "project", trashedAt: 1 });
    const chain = [top];
    for (let n = 0; n < 31; n += 1) chain.push(planted(chain.at(-1)?.id ?? null, { kind: "folder" }));
    const flat = Array.from({ length: 1_000 }, () => planted(top.id, {}));
    await plantNodes(place.workspaceId, ownerId, [...chain, ...flat]);
    const left = async () => (await kept([top, ...chain, ...flat])).length;
    await purge();
    expect(await left()).toBeLessThan(500);
    // Where several hold overdue nodes they share a sweep.
    for (let sweeps = 0; sweeps < 5; sweeps += 1) await purge();
    expect(await left()).toBe(0);
  });
});

describe("what refers to a node that goes", () => {
  /** Everything whose rows lead to a node, a share or a request for access: table and column. */
  const REFERRING = `SELECT t.name AS place, key."table" AS target, key."from" AS through
    FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) AS key
    WHERE t.type = 'table' AND key."table" IN ('nodes', 'shares', 'access_requests')`;

  test("goes too, from every table there is, and what people were told stays to be read", async () => {
    const { video, share } = await closedVideo({ token }, place);
    const asker = await someone();
    const { body: asked } = await askFor(share, asker, { message: "Please" });
    const told = async (who: { token: string }, ofType: string) => {
      const { body } = await api("GET", "/notifications?limit=200", { token: who.token });
      return body.items.filter(({ type }: Notification) => type === ofType);
    };
    await expect.poll(() => told(place.admin, "access_request.received"), { timeout: 10_000 }).toHaveLength(1);
    await api("PUT", `/nodes/${video.id}/poster?width=640`, { token, rawBody: await fixture("poster.jpg") });
    for (const kind of ["captions", "chapters"])
      await putCaptions(token, video.id, "en", HELLO, { query: `?kind=${kind}` });
    const grants = [{ membershipId: ownerId, level: "edit" }];
    await api("PUT", `/nodes/${video.id}/access`, { token, body: { everyone: "none", grants } });
    const said = await api("POST", `/videos/${video.id}/comments`, { token, body: { body: "Said" } });
    await api("POST", `/videos/${video.id}/comments`, { token, body: { body: "Answered", parentId: said.body.id } });
    await api("PUT", `/videos/${video.id}/review`, { token, body: { decision: "approved" } });
    await api("PUT", `/videos/${video.id}/reviewers`, { token, body: { membershipIds: [ownerId] } });
    await sql("UPDATE notifications SET node_id = ? WHERE access_request_id = ?", [video.id, asked.id]);
    const further = await shareNode(token, video.id, { maxViews: 5 });
    expect((await request("GET", `/s/${further.slug}`)).status).toBe(200);
    expect((await tellWatched(further, {})).status).toBe(204);
    const inside = await shareNode(token, video.parentId ?? "");

    await uploadBytes(token, video.id, await fixture("clip.webm"));
    const ids = [video.id, video.parentId, share.id, further.id, inside.id, asked.id];
    const referring = async () => {
      const counts: Record<string, number> = {};
      for (const { place, through } of await sql<{ place: string; through: string }>(REFERRING)) {
        const query = `SELECT count(*) AS n FROM "${place}" WHERE "${through}" IN (?, ?, ?, ?, ?, ?)`;
        counts[`${place}.${through}`] = Number((await sql<{ n: number }>(query, ids))[0]?.n);
      }
      return counts;
    };
    const before = await referring();
    expect(Object.keys(before).filter((key) => before[key] === 0)).toEqual([]);

    const project = { id: video.parentId ?? "" };
    await trash(project);
    await age(project, TRASH_LIFETIME);
    await purge();
    expect(Object.values(await referring()).filter((count) => count > 0)).toEqual([]);
    expect(await kept([project, video])).toEqual([]);
    expect(await told(place.admin, "access_request.received")).toMatchObject([{ accessRequest: null }]);
    const { items } = (await api<Page<AuditEntry>>("GET", `/workspaces/${place.workspaceId}/audit`, { token })).body;
    const actions = items.filter(({ target }) => target === project.id).map(({ action }) => action);
    expect(actions).toEqual(["node.purged", "node.trashed", "node.created"]);
    for (const { slug } of [share, further, inside]) expect((await request("GET", `/s/${slug}`)).status).toBe(404);
  });

  test("in many rows, goes over several sweeps and the node last", async () => {
    const video = planted(null, { kind: "project", trashedAt: 1 });
    await plantNodes(place.workspaceId, ownerId, [video]);
    await sql(
      `INSERT INTO shares (id, workspace_id, node_id, slug, visibility, is_share_page, created_by, created_at, change_id)
       VALUES (?, ?, ?, ?, 'public', 0, ?, 0, 'planted')`,
      [`shr_${video.id}`, place.workspaceId, video.id, video.id, ownerId],
    );
    await sql(
      `WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 25000)
       INSERT INTO share_visits (share_id, day, visitor, at) SELECT ?, 0, n, 0 FROM n`,
      [`shr_${video.id}`],
    );
    await purge();
    expect(await kept([video])).toEqual([video]);
    for (let sweeps = 0; sweeps < 4; sweeps += 1) await purge();
    expect(await kept([video])).toEqual([]);
  });
});
