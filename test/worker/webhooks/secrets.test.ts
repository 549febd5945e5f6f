import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { MadeWebhook } from "../../../shared/api/webhooks.ts";
import { WEBHOOK_SECRETS_OVERLAP } from "../../../shared/limits.ts";
import type { RequestContext } from "../../../worker/context.ts";
import { type Bindings, settingsOf } from "../../../worker/env.ts";
import { keepSecrets, sealSecret, secretsInForce } from "../../../worker/webhooks/webhook-secret.ts";
import { type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { server } from "../../support/server.ts";
import { serviceJob } from "../../support/service-job.ts";
import { type Received, type Receiver, register, startReceiver, verified } from "../../support/webhook-receiver.ts";

let receiver: Receiver;
let space: TestWorkspace;
let token: string;
let hook: MadeWebhook;
let path: string;

beforeAll(async () => {
  receiver = await startReceiver();
  space = await workspaceWith({});
  token = space.admin.accessToken;
});
afterAll(() => receiver.close());
beforeEach(async () => {
  receiver.received.length = 0;
  hook = await register({ token, workspaceId: space.workspaceId }, receiver.url, ["share.ended"]);
  path = `/workspaces/${space.workspaceId}/webhooks/${hook.id}`;
});

async function send(): Promise<Received> {
  const count = receiver.received.length;
  expect((await api("POST", `${path}/test`, { token })).status).toBe(201);
  return (await receiver.messages(count + 1))[count] as Received;
}
async function rotate(): Promise<MadeWebhook> {
  const answer = await api<MadeWebhook>("POST", `${path}/secret`, { token });
  expect(answer.status).toBe(200);
  return answer.body;
}
const signs = (secret: string, received: Received) => {
  try {
    return verified(secret, received) !== undefined;
  } catch {
    return false;
  }
};
/** Of an endpoint, as a service with these values of `AUTH_SECRET` reads it. */
async function readWith(authSecret: string): Promise<string[]> {
  const [row] = await sql(
    "SELECT sealed_secret AS sealedSecret, sealed_previous AS sealedPrevious, previous_until AS previousUntil FROM webhooks WHERE id = ?",
    [hook.id],
  );
  return secretsInForce(settingsWith(authSecret), row as unknown as Parameters<typeof secretsInForce>[1], Date.now());
}
const settingsWith = (authSecret: string) =>
  settingsOf({ PUBLIC_URL: server.url, AUTH_SECRET: authSecret } as Bindings);
const jobWith = (authSecret: string): RequestContext => ({ ...serviceJob(), settings: settingsWith(authSecret) });

it("a new secret is said once and signs at once; the one before signs beside it for a day", async () => {
  const next = await rotate();
  expect(next.secret).not.toBe(hook.secret);
  const left = Date.parse(next.previousSecretUntil ?? "") - Date.now();
  expect(left).toBeGreaterThan(WEBHOOK_SECRETS_OVERLAP - 60_000);
  expect(left).toBeLessThanOrEqual(WEBHOOK_SECRETS_OVERLAP);
  expect((await api("GET", path, { token })).text).not.toContain(next.secret);
  const both = await send();
  expect([signs(next.secret, both), signs(hook.secret, both)]).toEqual([true, true]);

  await sql("UPDATE webhooks SET previous_until = 1 WHERE id = ?", [hook.id]);
  const one = await send();
  expect([signs(next.secret, one), signs(hook.secret, one)]).toEqual([true, false]);
  await keepSecrets(serviceJob());
  const [row] = await sql("SELECT sealed_previous, previous_until FROM webhooks WHERE id = ?", [hook.id]);
  expect(row).toMatchObject({ sealed_previous: null, previous_until: null });
  expect((await api("GET", path, { token })).body.previousSecretUntil).toBeNull();
});

it("asked for twice, a new secret ends the first at once", async () => {
  const second = await rotate();
  const third = await rotate();
  const received = await send();
  expect([third.secret, second.secret, hook.secret].map((secret) => signs(secret, received))).toEqual([
    true,
    true,
    false,
  ]);
});

it("many new secrets at once leave two that sign, the newest among them", async () => {
  const made = await Promise.all(Array.from({ length: 5 }, rotate));
  const received = await send();
  expect(made.filter(({ secret }) => signs(secret, received))).toHaveLength(2);
});

it("outlives a rotation of AUTH_SECRET: encrypted anew while both are known, then read by the new one alone", async () => {
  const old = "o".repeat(40);
  // As a service with the old one has left it; another was asked for since it has the new one as well.
  const { sealedSecret, sealedBy } = await sealSecret(settingsWith(old), hook.secret);
  await sql("UPDATE webhooks SET sealed_secret = ?, sealed_by = ? WHERE id = ?", [sealedSecret, sealedBy, hook.id]);
  expect(await readWith(`${server.authSecret},${old}`)).toEqual([hook.secret]);
  const next = await rotate();
  await expect(readWith(server.authSecret)).rejects.toThrow();
  await keepSecrets(jobWith(`${server.authSecret},${old}`));
  expect(await readWith(server.authSecret)).toEqual([next.secret, hook.secret]);
  const received = await send();
  expect([signs(next.secret, received), signs(hook.secret, received)]).toEqual([true, true]);
});

it("a secret that nobody can read any more is a try that failed and says so, until there is a new one", async () => {
  await sql("UPDATE webhooks SET sealed_secret = ? WHERE id = ?", ["A".repeat(80), hook.id]);
  expect((await api("POST", `${path}/test`, { token })).status).toBe(201);
  const newest = async () => (await api("GET", `${path}/deliveries`, { token })).body.items[0];
  await expect.poll(newest).toMatchObject({ status: "pending", tries: 1, attempts: [{ error: "secret_unreadable" }] });
  await rotate();
  await rotate();
  const next = await rotate();
  const delivery = await newest();
  await api("POST", `${path}/deliveries/${delivery.id}/replay`, { token });
  const [received] = (await receiver.messages(1)) as [Received];
  expect([received.id, signs(next.secret, received)]).toEqual([delivery.id, true]);
});
