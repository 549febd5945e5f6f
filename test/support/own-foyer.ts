import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Foyer, startFoyer } from "../../scripts/server/foyer.ts";
import { readSettings } from "../../scripts/server/settings.ts";
import { server } from "./server.ts";

/** One line of the service's log. */
export type LogLine = { request: string; method: string; route: string; status: number; ms: number; db?: string };

export type OwnFoyer = {
  /** What it logged about requests since this was asked last. */
  newLines(): LogLine[];
  /** Does at once what the cron does each minute. */
  sweep: Foyer["sweep"];
  bucket: Foyer["bucket"];
  stop(): Promise<void>;
};

/**
 * A service for one test file alone, with settings of its own; the clients of `support/` speak to it until it is
 * stopped, and to the one before again after that.
 */
export async function startOwnFoyer(settings: Record<string, string>, { clock = true } = {}): Promise<OwnFoyer> {
  const dataDir = await mkdtemp(join(tmpdir(), "foyer-own-"));
  let lines: LogLine[] = [];
  const log = (line: string) => {
    if (line.startsWith('{"at"')) lines.push(JSON.parse(line));
  };
  const foyer = await startFoyer(readSettings({ PORT: "0", DATA_DIR: dataDir, DEMO: "0", ...settings }), {
    log,
    clock,
  });
  const before = { ...server };
  Object.assign(server, {
    url: foyer.url,
    mailboxUrl: foyer.mailboxUrl,
    libsqlUrl: foyer.libsqlUrl,
    authSecret: foyer.authSecret,
  });
  return {
    newLines: () => {
      const found = lines;
      lines = [];
      return found;
    },
    sweep: foyer.sweep,
    bucket: foyer.bucket,
    stop: async () => {
      Object.assign(server, before);
      await foyer.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
