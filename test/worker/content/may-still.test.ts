import { eq, sql as query } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { Level } from "../../../shared/policy/access.ts";
import { mayStill, mayStillRestore } from "../../../worker/content/level-sql.ts";
import { openDatabase } from "../../../worker/db/client.ts";
import { memberships } from "../../../worker/db/schema/memberships.ts";
import type { Actor } from "../../../worker/workspaces/authorize.ts";
import { type MemberActor, workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { server } from "../../support/server.ts";
import { newFolder, newProject } from "../../support/videos.ts";

/** What was judged when a request came in, asked once more in the moment of its write. */

const db = openDatabase({ LIBSQL_URL: server.libsqlUrl } as Parameters<typeof openDatabase>[0]);
let workspaceId = "";
let admin = "";
let owner: MemberActor;
let editor: MemberActor;
let project: ContentNode;
let folder: ContentNode;
let judged: Actor;

beforeAll(async () => {
  const made = await workspaceWith({ creator: 2 });
  workspaceId = made.workspaceId;
  admin = made.admin.accessToken;
  [owner, editor] = made.members.creator as [MemberActor, MemberActor];
  project = await newProject(owner.accessToken, workspaceId);
  folder = await newFolder(owner.accessToken, project);
  await grant("edit");
  const [membership] = await db.read.select().from(memberships).where(eq(memberships.id, editor.membershipId));
  judged = { membership, signedInAt: Date.now() } as Actor;
});

const grant = (level: "view" | "edit") =>
  api("PUT", `/nodes/${project.id}/access`, {
    token: owner.accessToken,
    body: { everyone: "none", grants: [{ membershipId: editor.membershipId, level }] },
  });
const change = (body: object) =>
  api("PATCH", `/workspaces/${workspaceId}/members/${editor.membershipId}`, { token: admin, body });

async function holds(condition: ReturnType<typeof mayStill>): Promise<boolean> {
  const [row] = await db.read.all<{ holds: number }>(query`SELECT ${condition} AS holds`);
  return row?.holds === 1;
}
const may = (wanted: Level) => holds(mayStill(judged, folder.id, wanted));

describe("the precondition of a write", () => {
  test("holds while nothing has changed, and for no higher level", async () => {
    expect([await may("view"), await may("edit"), await may("manage")]).toEqual([true, true, false]);
    expect(await holds(mayStill(judged, "nod_unknown", "view"))).toBe(false);
  });

  test("fails once the level was taken", async () => {
    await grant("view");
    expect([await may("view"), await may("edit")]).toEqual([true, false]);
    await grant("edit");
    expect(await may("edit")).toBe(true);
  });

  test("fails once the role is another, or the member suspended", async () => {
    await change({ role: "developer" });
    expect(await may("view")).toBe(false);
    await change({ role: "creator" });
    await change({ status: "suspended" });
    expect(await may("view")).toBe(false);
    await change({ status: "active" });
    expect(await may("edit")).toBe(true);
  });

  test("fails once the session counts for nothing here, for whoever did not sign in since", async () => {
    await api("DELETE", `/workspaces/${workspaceId}/members/${editor.membershipId}/sessions`, { token: admin });
    expect(await may("view")).toBe(false);
    judged = { ...judged, signedInAt: Date.now() + 60_000 };
    expect(await may("edit")).toBe(true);
  });

  test("fails once something above is in the trash, where only bringing back is left", async () => {
    await api("PATCH", `/nodes/${folder.id}`, {
      token: owner.accessToken,
      body: { ownerMembershipId: editor.membershipId },
    });
    await api("DELETE", `/nodes/${project.id}`, { token: owner.accessToken });
    expect([await may("view"), await holds(mayStillRestore(judged, folder.id))]).toEqual([false, true]);
    expect(await holds(mayStillRestore(judged, project.id))).toBe(false);
  });
});
