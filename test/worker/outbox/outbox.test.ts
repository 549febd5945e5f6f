import { describe, expect, it } from "vitest";
import { newAddress, newNetwork, signUp, workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { allMailTo, inviteToken, waitForMail } from "../../support/mailbox.ts";
import { undelivered, untilDelivered } from "../../support/undelivered.ts";

describe("the outbox", () => {
  it("has a row and an audit entry for every change of a membership, from the same transaction", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    const email = newAddress();
    const person = await signUp();
    const invitations = [email, newAddress(), person.email].map((each) => ({ email: each, role: "viewer" }));
    await api("POST", `/workspaces/${workspaceId}/invitations`, { token: admin.accessToken, body: { invitations } });
    await api("POST", `/invitations/${await inviteToken(person.email)}/accept`, { token: person.accessToken });
    const events = await sql(
      "SELECT topic, count(*) AS n FROM outbox WHERE workspace_id = ? GROUP BY topic ORDER BY topic",
      [workspaceId],
    );
    expect(events.map(({ topic, n }) => [topic, n])).toEqual([
      ["member.activated", 1],
      ["member.invited", 3],
    ]);
    const actions = await sql(
      "SELECT action, count(*) AS n FROM audit_entries WHERE workspace_id = ? GROUP BY action ORDER BY action",
      [workspaceId],
    );
    expect(Object.fromEntries(actions.map(({ action, n }) => [action, n]))).toMatchObject({
      "member.activated": 1,
      "member.invited": 3,
      "workspace.created": 1,
    });
  });

  it("records nothing for what was refused", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    await api("POST", `/workspaces/${workspaceId}/leave`, { token: admin.accessToken });
    const left = await sql("SELECT id FROM audit_entries WHERE workspace_id = ? AND action = 'member.left'", [
      workspaceId,
    ]);
    const told = await sql("SELECT id FROM outbox WHERE workspace_id = ? AND topic = 'member.ended'", [workspaceId]);
    expect([left, told]).toEqual([[], []]);
  });

  it("delivers again what a deliverer died over, under the same Message-ID", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    const email = newAddress();
    await api("POST", `/workspaces/${workspaceId}/invitations`, {
      token: admin.accessToken,
      body: { invitations: [{ email, role: "viewer" }] },
    });
    const first = await waitForMail(email);
    await untilDelivered(workspaceId);
    // As if the deliverer had died after the mail left and before it could say so, and its lease were over.
    await sql(
      "UPDATE outbox SET delivered_at = NULL, next_at = 0 WHERE workspace_id = ? AND topic = 'member.invited'",
      [workspaceId],
    );
    await api("POST", "/auth/codes", { body: { email: newAddress() }, network: newNetwork() });
    const mails = await allMailTo(email, 2);
    expect(mails).toHaveLength(2);
    expect(mails.map(({ messageId }) => messageId)).toEqual([first.messageId, first.messageId]);
    expect(first.messageId).toMatch(/^<?\d+\.[0-9a-z]+@/);
  });

  it("takes workspaces in turn: one that invites hundreds does not keep another's single mail waiting", async () => {
    const [busy, other] = await Promise.all([workspaceWith({}), workspaceWith({})]);
    const invite = ({ admin, workspaceId }: typeof busy, emails: string[]) =>
      api("POST", `/workspaces/${workspaceId}/invitations`, {
        token: admin.accessToken,
        body: { invitations: emails.map((email) => ({ email, role: "viewer" })) },
      });
    await api("PUT", `/workspaces/${busy.workspaceId}/plan`, { token: busy.admin.accessToken, body: { seats: 400 } });
    await invite(
      busy,
      Array.from({ length: 300 }, () => newAddress()),
    );
    const email = newAddress();
    await invite(other, [email]);
    await waitForMail(email);
    expect(await undelivered(busy.workspaceId)).toBeGreaterThan(100);
  });

  it("parts with the code's secret once the mail has left", async () => {
    const email = newAddress();
    await api("POST", "/auth/codes", { body: { email }, network: newNetwork() });
    await waitForMail(email);
    const sealed = async () =>
      (
        await sql(
          "SELECT json_extract(payload, '$.sealedCode') AS sealed FROM outbox WHERE json_extract(payload, '$.email') = ?",
          [email],
        )
      )[0]?.sealed;
    await expect.poll(sealed, { timeout: 5_000 }).toBeNull();
  });

  it("sends no invitation that was revoked before its mail could leave", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    const email = newAddress();
    const made = await api("POST", `/workspaces/${workspaceId}/invitations`, {
      token: admin.accessToken,
      body: { invitations: [{ email, role: "viewer" }] },
    });
    await untilDelivered(workspaceId);
    const id = made.body.results[0].membership.id;
    await api("DELETE", `/workspaces/${workspaceId}/invitations/${id}`, { token: admin.accessToken });
    await sql(
      "UPDATE outbox SET delivered_at = NULL, next_at = 0 WHERE json_extract(payload, '$.membershipId') = ? AND topic = 'member.invited'",
      [id],
    );
    // Another change kicks the outbox, which then finds the row due.
    await api("POST", "/auth/codes", { body: { email: newAddress() }, network: newNetwork() });
    const delivered = async () =>
      (
        await sql(
          "SELECT delivered_at AS at FROM outbox WHERE json_extract(payload, '$.membershipId') = ? AND topic = 'member.invited'",
          [id],
        )
      )[0]?.at;
    await expect.poll(delivered, { timeout: 5_000 }).not.toBeNull();
    expect(await allMailTo(email, 1)).toHaveLength(1);
  });
});
