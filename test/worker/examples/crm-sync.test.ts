import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { freePort } from "../../../scripts/server/ports.ts";
import type { MadeWebhook } from "../../../shared/api/webhooks.ts";
import { newAddress, signUp, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { inviteToken } from "../../support/mailbox.ts";
import { type Example, runExample } from "../../support/run-example.ts";
import { type Receiver, register, startReceiver } from "../../support/webhook-receiver.ts";

/** Stands for the CRM; its requests carry contacts. */
let crm: Receiver;
let space: TestWorkspace;
let token: string;
let hook: MadeWebhook;
let sync: Example;
let url: string;

beforeAll(async () => {
  crm = await startReceiver();
  space = await workspaceWith({});
  token = space.admin.accessToken;
  const port = await freePort();
  url = `http://127.0.0.1:${port}/`;
  hook = await register({ token, workspaceId: space.workspaceId }, url, ["member.invited", "member.activated"]);
  sync = runExample("crm-sync.mjs", { WEBHOOK_SECRET: hook.secret, CRM_URL: crm.url, PORT: String(port) });
  await sync.line("listening");
});
afterAll(async () => {
  await sync.stop();
  await crm.close();
});
beforeEach(() => {
  crm.received.length = 0;
  crm.reply = 200;
});

async function join(): Promise<{ email: string; membershipId: string }> {
  const email = newAddress();
  const body = { invitations: [{ email, role: "viewer" }] };
  await api("POST", `/workspaces/${space.workspaceId}/invitations`, { token, body });
  const invitation = await inviteToken(email);
  const { accessToken } = await signUp(email);
  const answer = await api("POST", `/invitations/${invitation}/accept`, { token: accessToken });
  expect(answer.status).toBe(200);
  return { email, membershipId: answer.body.id };
}
const path = () => `/workspaces/${space.workspaceId}/webhooks/${hook.id}`;
const newest = async () => (await api("GET", `${path()}/deliveries`, { token })).body.items[0];
const contacts = () => crm.received.map(({ text }) => JSON.parse(text));

it("puts a new active member into the CRM, once, however often the message comes", async () => {
  const { email, membershipId } = await join();
  await crm.messages(1);
  expect(contacts()).toEqual([{ email, name: "", role: "viewer", since: expect.any(String) }]);
  expect(await sync.line("synced")).toBe(membershipId);
  await expect.poll(newest).toMatchObject({ event: "member.activated", status: "delivered" });

  const { id } = await newest();
  for (const tries of [2, 3]) {
    expect((await api("POST", `${path()}/deliveries/${id}/replay`, { token })).status).toBe(200);
    await expect.poll(newest).toMatchObject({ id, status: "delivered", tries, lastStatus: 204 });
  }
  expect(contacts()).toHaveLength(1);
});

it("has a message sent again that the CRM would not take", async () => {
  crm.reply = 500;
  const { email } = await join();
  await expect.poll(newest).toMatchObject({ event: "member.activated", status: "pending", lastStatus: 503 });
  crm.reply = 200;
  const { id } = await newest();
  await api("POST", `${path()}/deliveries/${id}/replay`, { token });
  await expect.poll(newest).toMatchObject({ id, status: "delivered", lastStatus: 204 });
  expect(contacts().at(-1)).toMatchObject({ email });
});

it("takes nothing that is not signed with its secret", async () => {
  const body = JSON.stringify({ type: "member.activated", data: { id: "mbr_x", email: "forged@acme.example" } });
  const headers = {
    "webhook-id": "dlv_forged",
    "webhook-timestamp": String(Math.floor(Date.now() / 1000)),
    "webhook-signature": "v1,AAAA",
  };
  expect((await fetch(url, { method: "POST", body, headers })).status).toBe(401);
  expect((await fetch(url, { method: "POST", body })).status).toBe(401);
  expect(crm.received).toEqual([]);
});
