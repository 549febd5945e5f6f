import { appendFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Foyer, startFoyer } from "../../scripts/server/foyer.ts";
import { freePort } from "../../scripts/server/ports.ts";
import { readSettings } from "../../scripts/server/settings.ts";

type Shared = { foyer: Promise<Foyer>; users: number };

/** Where the service under test asks DNS: nobody answers there until a test starts the server; see `dns-server.ts`. */
export function dohUrl(): Promise<string> {
  place.dohUrlUnderTest ??= freePort().then((port) => `http://127.0.0.1:${port}/dns-query`);
  return place.dohUrlUnderTest;
}

// Each project loads its own copy of this module; the process they run in is one.
const place = globalThis as { foyerUnderTest?: Shared; dohUrlUnderTest?: Promise<string> };

/** The one service that all projects of a test run speak to; give it back with `releaseFoyer`. */
export function takeFoyer(): Promise<Foyer> {
  place.foyerUnderTest ??= { foyer: start(), users: 0 };
  place.foyerUnderTest.users += 1;
  return place.foyerUnderTest.foyer;
}

/** Ends the service when nobody holds it any more. */
export async function releaseFoyer(): Promise<void> {
  const shared = place.foyerUnderTest;
  if (!shared) return;
  shared.users -= 1;
  if (shared.users > 0) return;
  delete place.foyerUnderTest;
  const foyer = await shared.foyer;
  await foyer.stop();
  await rm(foyer.dataDir, { recursive: true, force: true });
}

/** What the service under test has logged. */
export function serviceLog(dataDir: string): string {
  return join(dataDir, "service.log");
}

async function start(): Promise<Foyer> {
  const dataDir = await mkdtemp(join(tmpdir(), "foyer-test-"));
  const settings = readSettings({
    PORT: "0",
    DATA_DIR: dataDir,
    DEMO: "0",
    DOH_URL: await dohUrl(),
    WEBHOOKS_ALLOW_PRIVATE: "1",
  });
  const show = process.env.FOYER_LOG === "1" ? console.log : () => undefined;
  const log = (line: string) => {
    appendFileSync(serviceLog(dataDir), `${line}\n`);
    show(line);
  };
  return startFoyer(settings, { log });
}
