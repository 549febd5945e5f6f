import type { ServerResponse } from "node:http";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Delivery, MadeWebhook } from "../../../shared/api/webhooks.ts";
import { WEBHOOK_DELIVERIES_KEPT, WEBHOOK_TRIED_FOR } from "../../../shared/limits.ts";
import { forgetDeliveries } from "../../../worker/webhooks/deliveries.ts";
import { newAddress, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { serviceJob } from "../../support/service-job.ts";
import { type Received, type Receiver, register, startReceiver, verified } from "../../support/webhook-receiver.ts";

let receiver: Receiver;
let space: TestWorkspace;
let token: string;
let hook: MadeWebhook;
let path: string;

beforeAll(async () => {
  space = await workspaceWith({});
  token = space.admin.accessToken;
  await api("PUT", `/workspaces/${space.workspaceId}/plan`, { token, body: { seats: 200 } });
});
beforeEach(async () => {
  await sql("DELETE FROM webhooks WHERE workspace_id = ?", [space.workspaceId]);
  receiver = await startReceiver();
  hook = await register({ token, workspaceId: space.workspaceId }, receiver.url, ["member.invited"]);
  path = `/workspaces/${space.workspaceId}/webhooks/${hook.id}`;
});
afterEach(() => receiver.close());

const happen = (count = 1) =>
  api("POST", `/workspaces/${space.workspaceId}/invitations`, {
    token,
    body: { invitations: Array.from({ length: count }, () => ({ email: newAddress(), role: "viewer" })) },
  });
const log = async (query = ""): Promise<Delivery[]> =>
  (await api("GET", `${path}/deliveries${query}`, { token })).body.items;
const newest = async () => (await log())[0];
const replay = (id: string) => api("POST", `${path}/deliveries/${id}/replay`, { token });
/** Ends the wait of everything that waits, and has it looked at. */
async function waitsAreOver(): Promise<void> {
  await sql("UPDATE webhook_deliveries SET next_at = 1 WHERE webhook_id = ? AND status = 'pending'", [hook.id]);
  await api("PATCH", path, { token, body: { events: hook.events } });
}
/** As if the first try had been a day ago. */
const aDayLater = () =>
  sql("UPDATE webhook_deliveries SET first_tried_at = first_tried_at - ? WHERE webhook_id = ?", [
    WEBHOOK_TRIED_FOR,
    hook.id,
  ]);
const sequences = (received: Received[]) => received.map(({ message }) => message.sequence);

describe("a message that fails", () => {
  it.each([500, 404, 429, 301, 302, 307])(
    "by %i waits and is tried again, the same under the same id",
    async (status) => {
      const elsewhere = await startReceiver();
      receiver.reply = (answer) => answer.writeHead(status, { Location: elsewhere.url }).end();
      await happen();
      await expect.poll(newest).toMatchObject({ status: "pending", tries: 1, lastStatus: status });
      const failed = await newest();
      const wait = Date.parse(failed?.nextAt ?? "") - Date.parse(failed?.attempts[0]?.at ?? "");
      expect(wait).toBeGreaterThan(3_500);
      expect(wait).toBeLessThan(8_000);
      receiver.reply = 200;
      await waitsAreOver();
      const [first, second] = (await receiver.messages(2)) as [Received, Received];
      expect(second.id).toBe(first.id);
      expect(second.text).toBe(first.text);
      expect(verified(hook.secret, second)).toEqual(first.message);
      await expect.poll(newest).toMatchObject({ status: "delivered", tries: 2, lastStatus: 200, nextAt: null });
      expect((await newest())?.attempts.map((one) => [one.status, one.error])).toEqual([
        [200, null],
        [status, null],
      ]);
      expect(elsewhere.received).toEqual([]);
      await elsewhere.close();
    },
  );

  it("because nobody is there says so, and is delivered once someone is", async () => {
    await receiver.close();
    await happen();
    await expect.poll(newest).toMatchObject({ status: "pending", tries: 1, lastStatus: null });
    expect((await newest())?.attempts[0]).toMatchObject({ status: null, error: "unreachable" });
    receiver = await startReceiver();
    await api("PATCH", path, { token, body: { url: receiver.url } });
    await waitsAreOver();
    await expect.poll(newest).toMatchObject({ status: "delivered", tries: 2 });
  });

  it("keeps none behind it waiting, and the order of all others stays", async () => {
    receiver.reply = (answer, { message }) => answer.writeHead(message.sequence === 1 ? 503 : 204).end();
    await happen(6);
    const received = await receiver.messages(6);
    expect(sequences(received)).toEqual([1, 2, 3, 4, 5, 6]);
    await expect.poll(async () => (await log("?status=delivered")).length).toBe(5);
    expect((await log("?status=pending")).map(({ sequence }) => sequence)).toEqual([1]);
    receiver.reply = 204;
    await waitsAreOver();
    expect(sequences(await receiver.messages(7))).toEqual([1, 2, 3, 4, 5, 6, 1]);
  });

  it("and hangs when it is tried again keeps no new one waiting", async () => {
    let held: ServerResponse | undefined;
    receiver.reply = 500;
    await happen();
    await expect.poll(newest).toMatchObject({ tries: 1 });
    receiver.reply = (answer, { message }) => {
      if (message.sequence === 1) held = answer;
      else answer.writeHead(204).end();
    };
    await waitsAreOver();
    await receiver.messages(2);
    await happen(3);
    expect(sequences(await receiver.messages(5))).toEqual([1, 1, 2, 3, 4]);
    await expect.poll(async () => (await log("?status=delivered")).length).toBe(3);
    held?.writeHead(204).end();
    await expect.poll(async () => (await log("?status=delivered")).length).toBe(4);
  });

  it("for a day is parked as failed, and replayed under its own id", async () => {
    receiver.reply = 500;
    await happen();
    await expect.poll(newest).toMatchObject({ tries: 1 });
    await aDayLater();
    await waitsAreOver();
    await expect.poll(newest).toMatchObject({ status: "failed", tries: 2, nextAt: null, lastStatus: 500 });
    const [failed] = (await log("?status=failed")) as [Delivery];

    const again = await replay(failed.id);
    expect([again.status, again.body]).toMatchObject([200, { id: failed.id, status: "pending", tries: 2 }]);
    // It fails once more, and has a day again.
    await expect.poll(newest).toMatchObject({ status: "pending", tries: 3 });
    receiver.reply = 204;
    expect((await replay(failed.id)).status).toBe(200);
    await expect.poll(newest).toMatchObject({ status: "delivered", tries: 4 });
    expect(new Set(receiver.received.map(({ id }) => id))).toEqual(new Set([failed.id]));
    expect(new Set(sequences(receiver.received))).toEqual(new Set([1]));
  });

  it("and is replayed while its last try is under way stays to be tried, and is not parked", async () => {
    receiver.reply = 500;
    await happen();
    await expect.poll(newest).toMatchObject({ tries: 1 });
    await aDayLater();
    let held: ServerResponse | undefined;
    receiver.reply = (answer) => {
      held = answer;
    };
    await waitsAreOver();
    await receiver.messages(2);
    expect((await replay((await newest())?.id ?? "")).status).toBe(200);
    receiver.reply = 204;
    held?.writeHead(500).end();
    await expect.poll(newest).toMatchObject({ status: "delivered", tries: 3 });
  });

  it("by 410 turns the endpoint off, and what waits with it is failed", async () => {
    receiver.reply = (answer, { message }) => answer.writeHead(message.sequence === 2 ? 410 : 500).end();
    await happen(3);
    await expect.poll(async () => (await log("?status=failed")).length).toBe(3);
    expect((await api("GET", path, { token })).body).toMatchObject({ enabled: false, disabledReason: "gone" });
    expect(sequences(receiver.received)).toEqual([1, 2]);
    const off = await replay((await newest())?.id ?? "");
    expect([off.status, off.body.code]).toEqual([409, "invalid_state"]);
    const [entry] = await sql("SELECT actor_user_id FROM audit_entries WHERE target = ? AND action = 'webhook.gone'", [
      hook.id,
    ]);
    expect(entry).toMatchObject({ actor_user_id: null });

    receiver.reply = 204;
    const on = await api("PATCH", path, { token, body: { enabled: true } });
    expect(on.body).toMatchObject({ enabled: true, disabledReason: null });
    for (const { id } of await log()) expect((await replay(id)).status).toBe(200);
    await expect.poll(async () => (await log("?status=delivered")).length).toBe(3);
  });
});

describe("an answer", () => {
  it("is a success by its status, whatever becomes of its body", async () => {
    receiver.reply = (answer) => {
      answer.writeHead(200);
      answer.write("a", () => answer.destroy());
    };
    await happen();
    await expect.poll(newest).toMatchObject({ status: "delivered", tries: 1, lastStatus: 200 });
  });

  it("without end is read to a limit", async () => {
    let written = 0;
    receiver.reply = (answer) => {
      answer.writeHead(200);
      const more = () => {
        for (let on = true; on && !answer.destroyed; written += 65_536) on = answer.write(Buffer.alloc(65_536));
      };
      answer.on("drain", more);
      more();
    };
    await happen();
    await expect.poll(newest).toMatchObject({ status: "delivered", lastStatus: 200 });
    expect(written).toBeLessThan(32 * 1024 ** 2);
  });
});

describe("the log", () => {
  it("has each message with its tries, the newest first, by page", async () => {
    await happen(5);
    await expect.poll(async () => (await log("?status=delivered")).length).toBe(5);
    const first = await api("GET", `${path}/deliveries?limit=3`, { token });
    const rest = await api("GET", `${path}/deliveries?limit=3&cursor=${first.body.nextCursor}`, { token });
    const shown = [...first.body.items, ...rest.body.items];
    expect([first.body.items.length, rest.body.nextCursor]).toEqual([3, null]);
    expect(shown.map(({ sequence }) => sequence)).toEqual([5, 4, 3, 2, 1]);
    expect(shown[4]).toEqual({
      id: receiver.received[0]?.id,
      event: "member.invited",
      sequence: 1,
      status: "delivered",
      tries: 1,
      lastStatus: 204,
      nextAt: null,
      createdAt: receiver.received[0]?.message.timestamp,
      attempts: [{ at: expect.any(String), status: 204, error: null, ms: expect.any(Number) }],
    });
  });

  it("has a test, which is sent in its turn", async () => {
    await happen();
    const test = await api("POST", `${path}/test`, { token });
    expect([test.status, test.body]).toMatchObject([201, { event: "webhook.test", sequence: 2, status: "pending" }]);
    const [, received] = await receiver.messages(2);
    expect(received?.id).toBe(test.body.id);
    expect(received?.message).toMatchObject({
      type: "webhook.test",
      sequence: 2,
      data: { workspaceId: space.workspaceId, webhookId: hook.id },
    });
  });

  it("forgets what is older than thirty days, and its tries", async () => {
    await happen(2);
    await expect.poll(async () => (await log("?status=delivered")).length).toBe(2);
    const { id } = (await log())[1] as Delivery;
    await sql("UPDATE webhook_deliveries SET at = ? WHERE id = ?", [Date.now() - WEBHOOK_DELIVERIES_KEPT - 60_000, id]);
    await forgetDeliveries(serviceJob());
    expect((await log()).map(({ sequence }) => sequence)).toEqual([2]);
    expect(await sql("SELECT id FROM webhook_tries WHERE delivery_id = ?", [id])).toEqual([]);
    await happen();
    await expect.poll(async () => sequences(receiver.received)).toEqual([1, 2, 3]);
  });
});

describe("at once", () => {
  it("a replay and a retry: it is delivered, under one id, and never stuck", async () => {
    receiver.reply = 500;
    await happen(8);
    await expect.poll(async () => (await log()).every(({ tries }) => tries === 1)).toBe(true);
    receiver.reply = 204;
    const ids = (await log()).map(({ id }) => id);
    const [, ...answers] = await Promise.all([waitsAreOver(), ...[...ids, ...ids].map(replay)]);
    expect(answers.map((answer) => answer?.status)).toEqual(Array(16).fill(200));
    await expect.poll(async () => (await log("?status=delivered")).length).toBe(8);
    await expect
      .poll(async () => (await log()).reduce((sum, { tries }) => sum + tries, 0))
      .toBe(receiver.received.length);
    for (const id of ids) expect(receiver.received.filter((one) => one.id === id).length).toBeLessThanOrEqual(4);
  });

  it("events, failures and words to wake up: every message once where it was taken, in order", async () => {
    const failedOnce = new Set<string>();
    receiver.reply = (answer, { id, message }) => {
      const fails = message.sequence % 3 === 0 && !failedOnce.has(id);
      failedOnce.add(id);
      answer.writeHead(fails ? 503 : 204).end();
    };
    await Promise.all([...Array.from({ length: 6 }, () => happen(5)), ...Array.from({ length: 10 }, waitsAreOver)]);
    await receiver.messages(30);
    await waitsAreOver();
    await expect.poll(async () => (await log("?status=delivered")).length).toBe(30);
    const firsts = receiver.received.filter(({ id }, at) => receiver.received.findIndex((one) => one.id === id) === at);
    expect(sequences(firsts)).toEqual(Array.from({ length: 30 }, (_, at) => at + 1));
    expect(receiver.received).toHaveLength(40);
  });
});
