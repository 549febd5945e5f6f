import { describe, expect, it } from "vitest";
import type { AuditEntry } from "../../../shared/api/audit.ts";
import { api } from "../../support/client.ts";
import { newDomain, someone } from "../../support/crowd.ts";
import { sql } from "../../support/database.ts";
import { ask, type House, house, invite, link, membershipOf, setSeats, take } from "../../support/joining.ts";

const read = ({ workspaceId, admin }: House, query = "", headers: Record<string, string> = {}) =>
  api("GET", `/workspaces/${workspaceId}/audit${query}`, { token: admin.token, headers });
const actions = (answer: { body: { items: { action: string }[] } }) => answer.body.items.map(({ action }) => action);

describe("the audit log", () => {
  it("has every change of membership, role, policy, link, domain and plan, with who did it", async () => {
    const domain = newDomain();
    const place = await house({ domain, policy: "request" });
    const { workspaceId, admin } = place;
    const token = { token: admin.token };
    await setSeats(place, 20);
    await api("POST", `/workspaces/${workspaceId}/domains`, { ...token, body: { domain: newDomain() } });
    const [asker, denied, linked] = [await someone(domain), await someone(domain), await someone()];
    await ask(asker, workspaceId);
    await ask(denied, workspaceId);
    const id = await membershipOf(place, asker);
    await api("POST", `/workspaces/${workspaceId}/join-requests/${id}/approve`, token);
    await api("POST", `/workspaces/${workspaceId}/join-requests/${await membershipOf(place, denied)}/deny`, token);
    await take(linked, await link(place));
    await api("DELETE", `/workspaces/${workspaceId}/join-requests/mine`, { token: linked.token });
    const member = `/workspaces/${workspaceId}/members/${id}`;
    await api("PATCH", member, { ...token, body: { role: "creator" } });
    await api("PATCH", member, { ...token, body: { status: "suspended" } });
    await api("PATCH", member, { ...token, body: { status: "active" } });
    await api("DELETE", member, token);

    const { body } = await read(place, "?limit=200");
    expect(body.items.map(({ action }: { action: string }) => action).toReversed()).toEqual([
      "workspace.created",
      "workspace.changed",
      "plan.changed",
      "domain.claimed",
      "member.requested",
      "member.requested",
      "member.approved",
      "member.denied",
      "invite_link.created",
      "member.requested",
      "member.withdrew",
      "member.role_changed",
      "member.suspended",
      "member.resumed",
      "member.removed",
    ]);
    const approved = body.items.find(({ action }: { action: string }) => action === "member.approved");
    expect(approved).toEqual({
      id: expect.stringMatching(/^aud_/),
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      actor: { id: admin.userId, email: admin.email, name: "" },
      action: "member.approved",
      target: id,
      targetName: asker.email,
      data: expect.objectContaining({ email: asker.email, role: "viewer", status: "active" }),
    });
    const asked = body.items.findLast(({ action }: { action: string }) => action === "member.requested");
    expect(asked.actor.id).toBe(asker.userId);
    expect(JSON.stringify(body)).not.toContain("/join/");
  });

  it("filters by actor, action and time, and pages by key", async () => {
    const place = await house({ seats: 20 });
    for (let at = 0; at < 5; at += 1) await invite(place, `p${at}@acme.example`);
    const visitor = await someone();
    await take(visitor, await link(place));
    expect(actions(await read(place, `?actor=${visitor.userId}`))).toEqual(["member.activated"]);
    expect(actions(await read(place, `?actor=${await membershipOf(place, visitor)}`))).toEqual(["member.activated"]);
    const elsewhere = await house();
    const foreign = await membershipOf(elsewhere, elsewhere.admin);
    expect(actions(await read(place, `?actor=${foreign}`))).toEqual([]);
    expect(actions(await read(place, "?action=member.invited"))).toHaveLength(5);
    expect(actions(await read(place, `?action=member.invited&actor=${visitor.userId}`))).toEqual([]);
    expect(actions(await read(place, `?since=${new Date(Date.now() + 60_000).toISOString()}`))).toEqual([]);
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page = await read(place, `?limit=2${cursor ? `&cursor=${cursor}` : ""}`);
      seen.push(...page.body.items.map(({ id }: { id: string }) => id));
      cursor = page.body.nextCursor;
    }
    expect(seen).toEqual((await read(place)).body.items.map(({ id }: { id: string }) => id));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("says what a node is called now, of what hangs on one too, until it is no more", async () => {
    const place = await house();
    const token = { token: place.admin.token };
    const body = { kind: "project", title: "Launch" };
    const { id } = (await api("POST", `/workspaces/${place.workspaceId}/nodes`, { ...token, body })).body;
    await api("POST", `/nodes/${id}/shares`, { ...token, body: {} });
    await api("PATCH", `/nodes/${id}`, { ...token, body: { title: "Spring" } });
    const named = async () =>
      (await read(place, "?limit=3")).body.items.map(({ action, targetName }: AuditEntry) => [action, targetName]);
    expect(await named()).toEqual([
      ["node.renamed", "Spring"],
      ["share.created", "Spring"],
      ["node.created", "Spring"],
    ]);
    await sql("DELETE FROM shares WHERE node_id = ?", [id]);
    await sql("DELETE FROM nodes WHERE id = ?", [id]);
    expect((await named())[0]).toEqual(["node.renamed", null]);
  });

  it.each([
    ["?since=yesterday", "/query/since"],
    ["?actor=me", "/query/actor"],
    ["?action=DROP", "/query/action"],
    ["?cursor=x", "/query/cursor"],
    ["?workspace=1", "/query/workspace"],
  ])("%s is refused with %s", async (query, pointer) => {
    const answer = await read(await house(), query);
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, pointer]);
  });

  it("is exported whole as NDJSON, over as many pages as it has", async () => {
    const place = await house();
    await sql(
      `INSERT INTO audit_entries (id, workspace_id, at, actor_user_id, action, target, data, change_id)
       SELECT 'aud_' || lower(hex(randomblob(13))), ?, value / 3, NULL, 'member.invited', 'mbr_x',
         json_object('email', printf('n%d@acme.example', value)), 'planted' FROM generate_series(1, 1100)`,
      [place.workspaceId],
    );
    const answer = await read(place, "?action=member.invited", { Accept: "application/x-ndjson" });
    expect(answer.headers.get("Content-Type")).toBe("application/x-ndjson");
    const lines = answer.text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(new Set(lines.map(({ data }) => data.email)).size).toBe(1_100);
    expect(lines).toHaveLength(1_100);
  });
});
