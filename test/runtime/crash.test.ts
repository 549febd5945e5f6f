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
import type { Workspace } from "../../shared/api/workspaces.ts";
import { npmStart, type Started } from "../support/npm-start.ts";
import { isAlive } from "../support/processes.ts";

/** The service dies between commit and delivery; its database and the mail server outlive it. */

const INVITED = 60;
const email = (n: number) => `invited-${n}@crash.example`;

let dataDir: string;
let database: LibsqlServer;
let mailbox: Mailbox;
let running: Started;

const start = async () =>
  npmStart({
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
    DEMO: "0",
    LIBSQL_URL: database.url,
    SMTP_URL: mailbox.smtpUrl,
  });
const places = async () => ({ url: await running.line("ready"), mailboxUrl: mailbox.url });
const mailsTo = async (n: number) => listMail(mailbox.url, email(n));
const everyMail = () => Promise.all(Array.from({ length: INVITED }, (_, n) => mailsTo(n)));

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "foyer-crash-"));
  database = await startLibsqlServer(dataDir, () => undefined);
  mailbox = await startMailbox(dataDir);
  running = await start();
});

afterAll(async () => {
  if (running.npm.exitCode === null && running.npm.signalCode === null) await running.end("SIGTERM");
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

async function inviteAll(admin: Person): Promise<string> {
  const { id } = await admin.call<Workspace>("POST", "/workspaces", { name: "Crash" });
  await admin.call("PUT", `/workspaces/${id}/plan`, { seats: INVITED + 1 });
  const invitations = Array.from({ length: INVITED }, (_, n) => ({ email: email(n), role: "viewer" }));
  await admin.call("POST", `/workspaces/${id}/invitations`, { invitations });
  return id;
}

test("loses no mail and repeats none that its receiver cannot recognise", async () => {
  const known = await signIn(await places(), email(0));
  const admin = await signIn(await places(), "admin@crash.example");
  const invitationsBefore = (await mailsTo(0)).length;
  await inviteAll(admin);
  const arrived = async () => (await everyMail()).flat().length - invitationsBefore;
  await expect.poll(arrived, { timeout: 20_000, interval: 20 }).toBeGreaterThan(4);
  await crash();
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
});
