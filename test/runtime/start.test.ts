import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signIn } from "../../scripts/demo/person.ts";
import { freePort } from "../../scripts/server/ports.ts";
import { RATE_LIMITS } from "../../shared/limits.ts";
import { npmStart, type Started } from "../support/npm-start.ts";
import { isAlive } from "../support/processes.ts";

const NAME = "Kept Between Runs";

let dataDir: string;
let port: number;
let running: Started;

const start = () => npmStart({ PORT: String(port), DATA_DIR: dataDir, DEMO: "0" });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "foyer-start-"));
  port = await freePort();
  running = start();
});

afterAll(async () => {
  if (running.npm.exitCode === null) await running.end("SIGTERM");
  await rm(dataDir, { recursive: true, force: true });
});

test("prints where the extension is and, when requests are answered, that it is ready", async () => {
  const url = await running.line("ready");
  expect(url).toBe(`http://127.0.0.1:${port}`);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect(existsSync(join(await running.line("extension"), "manifest.json"))).toBe(true);
  const inbox = await fetch(await running.line("mailbox"), { headers: { Accept: "text/html" } });
  expect(inbox.status).toBe(200);
});

test("refuses a second server on the same data", async () => {
  const second = npmStart({ PORT: String(await freePort()), DATA_DIR: dataDir, DEMO: "0" });
  await expect(second.line("ready")).rejects.toThrow(/in use by another server/);
});

test("the database comes back on its own after being killed, with what was written", async () => {
  const places = { url: await running.line("ready"), mailboxUrl: await running.line("mailbox") };
  const person = await signIn(places, "kept@acme.example");
  await person.call("PATCH", "/me", { name: NAME });

  const database = (await running.family()).find(({ command }) => command === "sqld");
  if (!database) throw new Error("No libSQL server runs.");
  process.kill(database.pid, "SIGKILL");

  await expect.poll(() => nameOf(person), { timeout: 15_000 }).toBe(NAME);
});

test("SIGTERM to npm alone ends everything it started, and the data is there the next time, spent tries too", async () => {
  const family = await running.family();
  const asked = await askForCodes(await running.line("ready"), RATE_LIMITS.codesPerAddressAndNetwork.limit + 1);
  expect(asked.at(-1)).toBe(429);
  expect(family.map(({ command }) => command)).toEqual(expect.arrayContaining(["sqld", "workerd"]));
  expect(await running.end("SIGTERM")).toBe(0);
  await expect.poll(() => Promise.all(family.map(isAlive)), { timeout: 5_000 }).not.toContain(true);

  running = start();
  const places = { url: await running.line("ready"), mailboxUrl: await running.line("mailbox") };
  expect(await nameOf(await signIn(places, "kept@acme.example"))).toBe(NAME);
  expect(await askForCodes(places.url, 1)).toEqual([429]);
});

test("SIGINT while it is still starting ends everything too", async () => {
  expect(await running.end("SIGINT")).toBe(0);
  running = start();
  await sleep(1_500);
  const family = await running.family();
  await running.end("SIGINT");
  await expect.poll(() => Promise.all(family.map(isAlive)), { timeout: 5_000 }).not.toContain(true);
});

/** Asks for codes for one address from one network, one after the other; answers each status. */
async function askForCodes(url: string, count: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const answer = await fetch(`${url}/api/v1/auth/codes`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "CF-Connecting-IP": "10.9.9.9" },
      body: JSON.stringify({ email: "limited@acme.example" }),
    });
    statuses.push(answer.status);
  }
  return statuses;
}

async function nameOf(person: Awaited<ReturnType<typeof signIn>>): Promise<string | undefined> {
  const me = await person.call<{ user: { name: string } }>("GET", "/me").catch(() => undefined);
  return me?.user.name;
}
