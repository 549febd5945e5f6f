import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { dieWithUs } from "../../scripts/server/die-with-us.ts";
import { freePort } from "../../scripts/server/ports.ts";
import { sqldBinary } from "../../scripts/server/sqld-binary.ts";
import { type StallableRelay, startStallableRelay } from "./stallable-relay.ts";

export type DatabaseProcess = {
  url: string;
  /** SIGSTOP: it keeps its connections and answers nothing. */
  pause(): void;
  resume(): void;
  /** SIGKILL, and it stays away; answers once it is gone. */
  kill(): Promise<void>;
};

/** `line` is its way to the primary. */
export type Replica = DatabaseProcess & { line: StallableRelay };

export type ReplicatedDatabase = { primary: DatabaseProcess; replicas: Replica[]; stop(): Promise<void> };

const HEALTHY_WITHIN_MS = 20_000;

/** Starts a libSQL primary and so many replicas of it on the loopback interface, in a folder of their own. */
export async function startReplicatedDatabase(count: number): Promise<ReplicatedDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "foyer-replicas-"));
  const stops: (() => unknown)[] = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
    await rm(folder, { recursive: true, force: true });
  };
  const start = async (name: string, more: string[]) => {
    const server = await startServer(join(folder, name), more);
    stops.push(server.kill);
    return server;
  };
  try {
    const grpc = await freePort();
    const primary = await start("primary", ["--grpc-listen-addr", `127.0.0.1:${grpc}`]);
    const replicas: Replica[] = [];
    for (let nth = 1; nth <= count; nth += 1) {
      const line = await startStallableRelay(grpc);
      stops.push(line.stop);
      const follow = ["--primary-grpc-url", `http://127.0.0.1:${line.port}`];
      replicas.push({ ...(await start(`replica-${nth}`, follow)), line });
    }
    return { primary, replicas, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startServer(folder: string, more: string[]): Promise<DatabaseProcess> {
  await mkdir(folder);
  const address = `127.0.0.1:${await freePort()}`;
  const own = ["--no-welcome", "--db-path", join(folder, "data.sqld"), "--http-listen-addr", address];
  const { command, args } = dieWithUs(await sqldBinary(), [...own, "--checkpoint-interval-s", "30", ...more]);
  const child = spawn(command, args, { cwd: folder, stdio: "ignore" });
  const kill = () => end(child);
  try {
    await untilHealthy(`http://${address}`);
  } catch (error) {
    await kill();
    throw error;
  }
  return {
    url: `http://${address}`,
    pause: () => void child.kill("SIGSTOP"),
    resume: () => void child.kill("SIGCONT"),
    kill,
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

async function untilHealthy(url: string): Promise<void> {
  const deadline = Date.now() + HEALTHY_WITHIN_MS;
  while (Date.now() < deadline) {
    const answer = await fetch(`${url}/health`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(25);
  }
  throw new Error(`The database at ${url} did not start.`);
}
