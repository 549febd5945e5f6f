import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client/web";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Person, signIn } from "../../scripts/demo/person.ts";
import { type LibsqlServer, startLibsqlServer } from "../../scripts/server/libsql-server.ts";
import { type Mailbox, startMailbox } from "../../scripts/server/mailbox.ts";
import { freePort } from "../../scripts/server/ports.ts";
import { listMail } from "../../scripts/server/read-mail.ts";
import type { MadeWebhook } from "../../shared/api/webhooks.ts";
import type { Workspace } from "../../shared/api/workspaces.ts";
import { npmStart, type Started } from "../support/npm-start.ts";
import { isAlive } from "../support/processes.ts";
import { type Receiver, startReceiver, verified } from "../support/webhook-receiver.ts";

/** The service dies between commit and delivery; its database and the mail server outlive it. */

const INVITED = 60;
const email = (n: number) => `invited-${n}@crash.example`;

let dataDir: string;
let database: LibsqlServer;
let mailbox: Mailbox;
let receiver: Receiver;
let running: Started;

const start = async () =>
  npmStart({
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
    DEMO: "0",
    LIBSQL_URL: database.url,
    SMTP_URL: mailbox.smtpUrl,
    WEBHOOKS_ALLOW_PRIVATE: "1",
  });
const places = async () => ({ url: await running.line("ready"), mailboxUrl: mailbox.url });
const mailsTo = async (n: number) => listMail(mailbox.url, email(n));
const everyMail = () => Promise.all(Array.from({ length: INVITED }, (_, n) => mailsTo(n)));

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "foyer-crash-"));
  database = await startLibsqlServer(dataDir, () => undefined);
  mailbox = await startMailbox(dataDir);
  receiver = await startReceiver();
  running = await start();
});

afterAll(async () => {
  if (running.npm.exitCode === null && running.npm.signalCode === null) await running.end("SIGTERM");
  await receiver.close();
  await mailbox.stop();
  await database.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Everything the service runs ends at once, without a word. */
async function crash(): Promise<void> {
  const family = await running.family();
  for (const { pid } of family) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It went with its parent.
    }
  }
  await expect
    .poll(async () => (await Promise.all(family.map(isAlive))).some(Boolean), { timeout: 10_000 })
    .toBe(false);
}

async function inviteAll(admin: Person): Promise<MadeWebhook> {
  const { id } = await admin.call<Workspace>("POST", "/workspaces", { name: "Crash" });
  const webhook = { url: receiver.url, events: ["member.invited"] };
  const hook = await admin.call<MadeWebhook>("POST", `/workspaces/${id}/webhooks`, webhook);
  await admin.call("PUT", `/workspaces/${id}/plan`, { seats: INVITED + 1 });
  const invitations = Array.from({ length: INVITED }, (_, n) => ({ email: email(n), role: "viewer" }));
  await admin.call("POST", `/workspaces/${id}/invitations`, { invitations });
  return hook;
}

/** Takes the first few messages, and holds the next: the service dies over it. */
function takeTenThenHang(): void {
  receiver.reply = (answer, { message }) => {
    if (message.sequence <= 10) answer.writeHead(204).end();
  };
}

test("loses no mail or message and repeats none that its receiver cannot recognise", async () => {
  const known = await signIn(await places(), email(0));
  const admin = await signIn(await places(), "admin@crash.example");
  const invitationsBefore = (await mailsTo(0)).length;
  takeTenThenHang();
  const hook = await inviteAll(admin);
  const arrived = async () => (await everyMail()).flat().length - invitationsBefore;
  await expect.poll(arrived, { timeout: 20_000, interval: 20 }).toBeGreaterThan(4);
  await receiver.messages(11);
  await crash();
  receiver.reply = 204;
  const atCrash = await arrived();
  expect(atCrash).toBeLessThan(INVITED);

  // What was leased by whoever died waits for the lease to end: time is moved on.
  const client = createClient({ url: database.url });
  await client.execute("UPDATE outbox SET next_at = 0 WHERE delivered_at IS NULL");
  running = await start();
  await running.line("ready");
  const invitations = async () =>
    (await everyMail()).map((mails) => mails.filter(({ text }) => text.includes("/invite/")));
  await expect
    .poll(async () => (await invitations()).filter((mails) => mails.length === 0).length, { timeout: 60_000 })
    .toBe(0);
  for (const mails of await invitations()) expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);

  const undelivered = async () =>
    (await client.execute("SELECT count(*) AS n FROM outbox WHERE delivered_at IS NULL")).rows[0]?.n;
  await expect.poll(undelivered, { timeout: 30_000 }).toBe(0);
  const { items } = await (await signIn(await places(), known.email)).call<{ items: { type: string }[] }>(
    "GET",
    "/notifications",
  );
  expect(items.map(({ type }) => type)).toEqual(["invitation.received"]);

  // Each message came in its turn, signed; the one that was cut off came twice, under one id.
  await receiver.messages(INVITED + 1);
  const sequences = receiver.received.map(({ message }) => message.sequence);
  const all = Array.from({ length: INVITED }, (_, at) => at + 1);
  expect(sequences).toEqual([...all.slice(0, 11), ...all.slice(10)]);
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(INVITED);
  for (const received of receiver.received) expect(verified(hook.secret, received)).toEqual(received.message);
});
