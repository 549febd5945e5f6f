import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { dieWithUs } from "./die-with-us.ts";
import { stablePort } from "./ports.ts";
import { sqldBinary } from "./sqld-binary.ts";

export type LibsqlServer = { url: string; stop(): Promise<void> };

const HEALTHY_WITHIN_MS = 20_000;
const STOPPED_WITHIN_MS = 8_000;
const LONGEST_BACKOFF_MS = 5_000;
/**
 * Left to itself, libSQL server 0.24 checkpoints within whichever write comes along, and with eight writers at
 * once stalls them all for five seconds or for good. Checkpoints on a clock of their own do not.
 */
const CHECKPOINT_EVERY_S = 30;

/** More than that at once and it refuses with 429; those who wait cost it little. */
const REQUESTS_AT_ONCE = 2_000;

/** A server that lived this long died of something new: start over with the shortest wait. */
const LONG_ENOUGH_MS = 30_000;

/** Starts the bundled libSQL server on the loopback interface, and again on the same port whenever it dies. */
export async function startLibsqlServer(dataDir: string, log: (line: string) => void): Promise<LibsqlServer> {
  const folder = join(dataDir, "libsql");
  await mkdir(folder, { recursive: true });
  const binary = await sqldBinary();
  const port = await stablePort(dataDir, "libsql");
  const url = `http://127.0.0.1:${port}`;
  const output = createWriteStream(join(dataDir, "libsql.log"));
  const { command, args } = dieWithUs(binary, [
    "--no-welcome",
    "--db-path",
    join(folder, "data.sqld"),
    "--http-listen-addr",
    `127.0.0.1:${port}`,
    "--checkpoint-interval-s",
    String(CHECKPOINT_EVERY_S),
    "--max-concurrent-requests",
    String(REQUESTS_AT_ONCE),
  ]);
  const spawnServer = () => launch(command, args, folder, output);

  let stopping = false;
  let backoff = 50;
  let child = spawnServer();
  const guard = async () => {
    while (!stopping) {
      const startedAt = Date.now();
      await ended(child);
      if (stopping) return;
      if (Date.now() - startedAt > LONG_ENOUGH_MS) backoff = 50;
      log(`the libSQL server ended (${child.signalCode ?? child.exitCode}); starting it again`);
      await sleep(backoff);
      backoff = Math.min(backoff * 2, LONGEST_BACKOFF_MS);
      if (!stopping) child = spawnServer();
    }
  };
  const guarding = guard();

  const stop = async () => {
    stopping = true;
    if (isRunning(child)) {
      child.kill("SIGTERM");
      const gone = await Promise.race([ended(child).then(() => true), sleep(STOPPED_WITHIN_MS, false, { ref: false })]);
      if (!gone) child.kill("SIGKILL");
    }
    await guarding;
    output.end();
  };
  try {
    await untilHealthy(url);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

function launch(command: string, args: string[], cwd: string, output: WriteStream): ChildProcess {
  // A process group of its own: Ctrl-C in a terminal reaches the whole group, and the database should outlive the Worker.
  const child = spawn(command, args, { cwd, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  child.once("error", (error) => output.write(`${error.message}\n`));
  return child;
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

async function ended(child: ChildProcess): Promise<void> {
  if (isRunning(child)) await once(child, "exit");
}

async function untilHealthy(url: string) {
  const deadline = Date.now() + HEALTHY_WITHIN_MS;
  while (Date.now() < deadline) {
    const answer = await fetch(`${url}/health`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(25);
  }
  throw new Error("The bundled libSQL server did not start; its own words are in DATA_DIR/libsql.log.");
}
