import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type MadeWebhook, WEBHOOK_EVENTS } from "../../../shared/api/webhooks.ts";
import { newAddress, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { newKey } from "../../support/api-keys.ts";
import { api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { playableVideo, publish } from "../../support/videos.ts";
import { type Received, type Receiver, register, startReceiver, verified } from "../../support/webhook-receiver.ts";

let receiver: Receiver;
let space: TestWorkspace;
let token: string;
let hook: MadeWebhook;

beforeAll(async () => {
  receiver = await startReceiver();
  space = await workspaceWith({ developer: 1, viewer: 2 });
  token = space.admin.accessToken;
  await api("PUT", `/workspaces/${space.workspaceId}/plan`, { token, body: { seats: 300 } });
});
afterAll(() => receiver.close());

beforeEach(async () => {
  await sql("DELETE FROM webhooks WHERE workspace_id = ?", [space.workspaceId]);
  receiver.received.length = 0;
  hook = await register({ token, workspaceId: space.workspaceId }, receiver.url, [...WEBHOOK_EVENTS]);
});

const invite = (emails: string[]) =>
  api("POST", `/workspaces/${space.workspaceId}/invitations`, {
    token,
    body: { invitations: emails.map((email) => ({ email, role: "viewer" })) },
  });
const typesOf = (received: Received[]) => received.map(({ message }) => message.type);

describe("a message", () => {
  it("is signed as Standard Webhooks asks: the library takes it, and nothing that was changed", async () => {
    const email = newAddress();
    await invite([email]);
    const [received] = (await receiver.messages(1)) as [Received];
    expect(verified(hook.secret, received)).toEqual(received.message);
    expect(received.headers["content-type"]).toBe("application/json");
    expect(() => verified(hook.secret, { ...received, text: received.text.replace("viewer", "developer") })).toThrow();
    expect(() => verified(`whsec_${Buffer.alloc(32).toString("base64")}`, received)).toThrow();

    const { id, headers, text } = received;
    const key = Buffer.from(hook.secret.slice("whsec_".length), "base64");
    expect(key).toHaveLength(32);
    const mac = createHmac("sha256", key).update(`${id}.${headers["webhook-timestamp"]}.${text}`).digest("base64");
    expect(headers["webhook-signature"]).toBe(`v1,${mac}`);
    expect(id).toMatch(/^dlv_[0-9a-z]{26}$/);

    expect(received.message).toEqual({
      type: "member.invited",
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      sequence: 1,
      data: {
        id: expect.stringMatching(/^mbr_/),
        workspaceId: space.workspaceId,
        email,
        name: null,
        role: "viewer",
        status: "invited",
        endReason: null,
        invitedAt: expect.any(String),
        requestedAt: null,
        expiresAt: expect.any(String),
        activatedAt: null,
        endedAt: null,
      },
    });
  });

  it("says what was true at the event, whatever came after", async () => {
    const made = await invite([newAddress()]);
    const id = made.body.results[0].membership.id;
    await api("DELETE", `/workspaces/${space.workspaceId}/invitations/${id}`, { token });
    const received = await receiver.messages(2);
    expect(received.map(({ message }) => [message.sequence, message.type, message.data])).toMatchObject([
      [1, "member.invited", { id, status: "invited", endReason: null, endedAt: null }],
      [2, "member.ended", { id, status: "ended", endReason: "revoked", endedAt: expect.any(String) }],
    ]);
  });

  it("follows a member through roles, suspension and their end", async () => {
    const [victim] = space.members.viewer;
    const path = `/workspaces/${space.workspaceId}/members/${victim?.membershipId}`;
    await api("PATCH", path, { token, body: { role: "creator" } });
    await api("PATCH", path, { token, body: { status: "suspended" } });
    await api("PATCH", path, { token, body: { status: "active" } });
    await api("DELETE", path, { token });
    const received = await receiver.messages(4);
    expect(typesOf(received)).toEqual(["member.role_changed", "member.suspended", "member.activated", "member.ended"]);
    for (const { message } of received) expect(message.data).toMatchObject({ email: victim?.email, role: "creator" });
  });

  it("tells of shares what their page needs, and nothing of password and guests", async () => {
    const video = await playableVideo(token, space.workspaceId, "Launch");
    const share = await publish(token, video.id, "password", "a lantern");
    await api("PATCH", `/shares/${share.id}`, { token, body: { visibility: "public" } });
    await api("DELETE", `/shares/${share.id}`, { token });
    const received = await receiver.messages(3);
    expect(typesOf(received)).toEqual(["video.published", "share.changed", "share.ended"]);
    expect(received[0]?.message.data).toEqual({
      id: share.id,
      workspaceId: space.workspaceId,
      nodeId: video.id,
      nodeKind: "video",
      title: "Launch",
      url: share.url,
      slug: share.slug,
      label: null,
      visibility: "password",
      hasPassword: true,
      expiresAt: null,
      maxViews: null,
      allowDownload: false,
      allowComments: true,
      allowEmbed: true,
      allowIndexing: false,
      pinnedVersion: null,
      publishedAt: expect.any(String),
      endedAt: null,
    });
    expect(received[1]?.message.data).toMatchObject({ visibility: "public", endedAt: null });
    expect(received[2]?.message.data).toMatchObject({ endedAt: expect.any(String) });
    expect(JSON.stringify(received)).not.toContain("lantern");
  });

  it("of a Developer's endpoint says nothing that the Developer may not see, until a Super Admin sets the address", async () => {
    const developer = space.members.developer[0]?.accessToken ?? "";
    await sql("DELETE FROM webhooks WHERE workspace_id = ?", [space.workspaceId]);
    const { id } = await register({ token: developer, workspaceId: space.workspaceId }, receiver.url, [
      ...WEBHOOK_EVENTS,
    ]);
    const email = newAddress();
    const made = await invite([email]);
    const path = `/workspaces/${space.workspaceId}/members/${space.members.viewer[1]?.membershipId}`;
    await api("PATCH", path, { token, body: { role: "creator" } });
    const share = await publish(token, (await playableVideo(token, space.workspaceId, "Secret")).id);
    const [invited, changed, published] = await receiver.messages(3);
    expect(invited?.message.data).toMatchObject({ email: null, name: null, role: "viewer", status: "invited" });
    expect(changed?.message.data).toMatchObject({ email: space.members.viewer[1]?.email });
    expect(published?.message.data).toMatchObject({ id: share.id, title: null, url: null, slug: null });
    expect(JSON.stringify(receiver.received)).not.toContain(email);

    await api("PATCH", `/workspaces/${space.workspaceId}/webhooks/${id}`, { token, body: { url: receiver.url } });
    const membershipId = made.body.results[0].membership.id;
    await api("DELETE", `/workspaces/${space.workspaceId}/invitations/${membershipId}`, { token });
    expect((await receiver.messages(4))[3]?.message.data).toMatchObject({ email, status: "ended" });
    // Whoever turns it to their own address hears what they may.
    await api("PATCH", `/workspaces/${space.workspaceId}/webhooks/${id}`, {
      token: developer,
      body: { url: `${receiver.url}?mine` },
    });
    await invite([newAddress()]);
    expect((await receiver.messages(5))[4]?.message.data).toMatchObject({ email: null });
  });
});

it.each([
  [["webhooks:write"], null],
  [["webhooks:write", "members:read", "shares:read"], expect.any(String)],
] as const)("of one made with a Super Admin's key for %j an invitation says %s", async (scopes, email) => {
  await sql("DELETE FROM webhooks WHERE workspace_id = ?", [space.workspaceId]);
  const { key } = await newKey(token, space.workspaceId, scopes);
  await register({ token: key, workspaceId: space.workspaceId }, receiver.url, ["member.invited"]);
  await invite([newAddress()]);
  expect((await receiver.messages(1))[0]?.message.data).toMatchObject({ status: "invited", email });
});

describe("an endpoint hears", () => {
  it("what it listens for and nothing else, in its own count", async () => {
    const other = await startReceiver();
    await register({ token, workspaceId: space.workspaceId }, other.url, ["member.ended"]);
    const made = await invite([newAddress(), newAddress()]);
    const id = made.body.results[0].membership.id;
    await api("DELETE", `/workspaces/${space.workspaceId}/invitations/${id}`, { token });
    await receiver.messages(3);
    const [ended] = (await other.messages(1)) as [Received];
    await other.close();
    expect([ended.message.type, ended.message.sequence]).toEqual(["member.ended", 1]);
    expect(other.received).toHaveLength(1);
    expect(receiver.received.map(({ message }) => message.sequence)).toEqual([1, 2, 3]);
    expect(new Set([...receiver.received, ended].map((one) => one.id)).size).toBe(4);
  });

  it("nothing of another workspace", async () => {
    const elsewhere = await workspaceWith({ viewer: 1 });
    await invite([newAddress()]);
    await receiver.messages(1);
    expect(JSON.stringify(receiver.received)).not.toContain(elsewhere.workspaceId);
    expect(typesOf(receiver.received)).toEqual(["member.invited"]);
  });

  it("nothing of what happens while it is off", async () => {
    const path = `/workspaces/${space.workspaceId}/webhooks/${hook.id}`;
    await api("PATCH", path, { token, body: { enabled: false } });
    await invite([newAddress()]);
    await api("PATCH", path, { token, body: { enabled: true } });
    const email = newAddress();
    await invite([email]);
    const [received] = await receiver.messages(1);
    expect([received?.message.sequence, received?.message.data]).toMatchObject([1, { email }]);
  });

  it("every event once and in order, however many come at once", async () => {
    const calls = Array.from({ length: 12 }, () => invite(Array.from({ length: 5 }, () => newAddress())));
    const answers = await Promise.all(calls);
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
    const received = await receiver.messages(60);
    expect(received.map(({ message }) => message.sequence)).toEqual(Array.from({ length: 60 }, (_, at) => at + 1));
    expect(new Set(received.map(({ id }) => id)).size).toBe(60);
    const told = new Set(received.map(({ message }) => (message.data as { id: string }).id));
    const made = answers.flatMap(({ body }) =>
      body.results.map((one: { membership: { id: string } }) => one.membership.id),
    );
    expect(told).toEqual(new Set(made));
  });
});
