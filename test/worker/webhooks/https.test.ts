import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Delivery } from "../../../shared/api/webhooks.ts";
import { signUp } from "../../support/actors.ts";
import { newCertificate } from "../../support/certificate.ts";
import { api } from "../../support/client.ts";
import { type OwnFoyer, startOwnFoyer } from "../../support/own-foyer.ts";
import { type Receiver, register, startReceiver, verified } from "../../support/webhook-receiver.ts";

/** An operator's own authority is trusted beside those of browsers; see docs/deploying.md. */
let folder: string;
let foyer: OwnFoyer;
let trusted: Receiver;
let unknown: Receiver;
let token: string;
let workspaceId: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "foyer-trust-"));
  const [known, other] = await Promise.all([newCertificate(), newCertificate()]);
  [trusted, unknown] = await Promise.all([startReceiver("localhost", known), startReceiver("localhost", other)]);
  const file = join(folder, "trusted.pem");
  await writeFile(file, known.cert);
  process.env.NODE_EXTRA_CA_CERTS = file;
  foyer = await startOwnFoyer({ WEBHOOKS_ALLOW_PRIVATE: "1" });
  delete process.env.NODE_EXTRA_CA_CERTS;
  token = (await signUp()).accessToken;
  workspaceId = (await api("POST", "/workspaces", { token, body: { name: "Acme" } })).body.id;
});
afterAll(async () => {
  await foyer.stop();
  await Promise.all([trusted.close(), unknown.close(), rm(folder, { recursive: true })]);
});

async function testOf(url: string): Promise<{ secret: string; delivery: Delivery }> {
  const { id, secret } = await register({ token, workspaceId }, url, ["member.ended"]);
  const path = `/workspaces/${workspaceId}/webhooks/${id}`;
  await api("POST", `${path}/test`, { token });
  const newest = async () => (await api("GET", `${path}/deliveries`, { token })).body.items[0];
  await expect.poll(newest).toMatchObject({ tries: 1 });
  return { secret, delivery: await newest() };
}

it("delivers over TLS to whoever has a certificate that is trusted", async () => {
  const { secret, delivery } = await testOf(trusted.url);
  expect(delivery).toMatchObject({ status: "delivered", lastStatus: 204 });
  const [received] = await trusted.messages(1);
  expect(received && verified(secret, received)).toMatchObject({ type: "webhook.test" });
});

it.each([
  ["by an authority that is not", () => unknown.url],
  ["for another name", () => trusted.url.replace("localhost", "127.0.0.1")],
])("sends nothing to one with a certificate %s", async (_, url) => {
  const before = trusted.received.length;
  const { delivery } = await testOf(url());
  expect(delivery).toMatchObject({ status: "pending", attempts: [{ status: null, error: "unreachable" }] });
  expect([trusted.received.length, unknown.received.length]).toEqual([before, 0]);
});
