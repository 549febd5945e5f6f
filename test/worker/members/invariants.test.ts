import { beforeAll, describe, expect, it } from "vitest";
import { workspaceWith } from "../../support/actors.ts";
import { sql } from "../../support/database.ts";

/** What must never be false is kept by the database itself: here it is asked directly, past every verb. */

let workspaceId = "";
let adminId = "";
let viewerId = "";

beforeAll(async () => {
  const made = await workspaceWith({ viewer: 1 });
  workspaceId = made.workspaceId;
  viewerId = made.members.viewer[0]?.membershipId ?? "";
  const rows = await sql("SELECT id FROM memberships WHERE workspace_id = ? AND role = 'super_admin'", [workspaceId]);
  adminId = String(rows[0]?.id);
});

const insert = (columns: string, values: string) =>
  sql(
    `INSERT INTO memberships (id, workspace_id, email, email_key, role, updated_at, change_id, ${columns})
     SELECT 'mbr_' || lower(hex(randomblob(13))), workspace_id, ${values} FROM memberships WHERE id = ?`,
    [viewerId],
  );

describe("the database refuses", () => {
  it("a second live membership of a person", async () => {
    await expect(insert("status, user_id", "email, email_key, role, 1, 'x', 'active', user_id")).rejects.toThrow(
      /UNIQUE/,
    );
  });

  it("a seat too many", async () => {
    const inUse = await sql("SELECT occupied + held AS n FROM workspaces WHERE id = ?", [workspaceId]);
    await expect(
      sql("UPDATE workspaces SET seats = ? WHERE id = ?", [Number(inUse[0]?.n) - 1, workspaceId]),
    ).rejects.toThrow(/workspaces_seats_bound/);
  });

  it("a workspace without a Super Admin", async () => {
    for (const set of ["role = 'viewer'", "status = 'suspended'", "status = 'ended', end_reason = 'left'"]) {
      await expect(sql(`UPDATE memberships SET ${set} WHERE id = ?`, [adminId])).rejects.toThrow(/last_super_admin/);
    }
  });

  it("an edge the state machine does not have", async () => {
    await expect(
      sql("UPDATE memberships SET status = 'invited', expires_at = 1 WHERE id = ?", [viewerId]),
    ).rejects.toThrow(/invalid_transition/);
    await expect(insert("status", "'z@z.test', 'z@z.test', role, 1, 'x', 'suspended'")).rejects.toThrow(
      /invalid_transition/,
    );
  });

  it("deleting or moving a membership", async () => {
    await expect(sql("DELETE FROM memberships WHERE id = ?", [viewerId])).rejects.toThrow(/history/);
    await expect(sql("UPDATE memberships SET email_key = 'other' WHERE id = ?", [viewerId])).rejects.toThrow(/keeps/);
  });

  it("a second person in a personal workspace", async () => {
    const personal = await sql("SELECT id FROM workspaces WHERE kind = 'personal' LIMIT 1", []);
    await expect(
      sql(
        `INSERT INTO memberships (id, workspace_id, email, email_key, role, status, expires_at, updated_at, change_id)
         VALUES ('mbr_x', ?, 'x@x.test', 'x@x.test', 'viewer', 'invited', 9e15, 1, 'x')`,
        [String(personal[0]?.id)],
      ),
    ).rejects.toThrow(/personal_workspace/);
  });

  it("changing or deleting an audit entry", async () => {
    await expect(sql("UPDATE audit_entries SET action = 'x' WHERE workspace_id = ?", [workspaceId])).rejects.toThrow(
      /append-only/,
    );
    await expect(sql("DELETE FROM audit_entries WHERE workspace_id = ?", [workspaceId])).rejects.toThrow(/append-only/);
  });
});

it("the counters equal a recount, in every workspace that the tests have made", async () => {
  const wrong = await sql(
    `SELECT w.id FROM workspaces w WHERE
      w.occupied <> (SELECT count(*) FROM memberships m WHERE m.workspace_id = w.id AND m.status = 'active')
      OR w.held <> (SELECT count(*) FROM memberships m WHERE m.workspace_id = w.id AND m.status = 'invited')
      OR w.super_admins <> (SELECT count(*) FROM memberships m WHERE m.workspace_id = w.id AND m.status = 'active' AND m.role = 'super_admin')
      OR w.requested <> (SELECT count(*) FROM memberships m WHERE m.workspace_id = w.id AND m.status = 'requested')
      OR w.suspended <> (SELECT count(*) FROM memberships m WHERE m.workspace_id = w.id AND m.status = 'suspended')
      OR w.ended <> (SELECT count(*) FROM memberships m WHERE m.workspace_id = w.id AND m.status = 'ended')
      OR w.occupied + w.held > w.seats OR (w.super_admins < 1) <> (w.deleted_at IS NOT NULL)`,
    [],
  );
  expect(wrong).toEqual([]);
});
