import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startFoyer } from "../../scripts/server/foyer.ts";
import { readSettings } from "../../scripts/server/settings.ts";
import { openBareDatabase } from "./bare-database.ts";
import { startConstantWorker } from "./constant-worker.ts";
import { closeConnections } from "./http-client.ts";
import { type Effort, measure } from "./measure.ts";
import { sceneOf } from "./people.ts";
import { makeSubjects } from "./subjects.ts";

/**
 * `npm run bench [-- --quick]`: what each request costs beside the least the same machine could do for it,
 * in one run. The ratio is requests a second of ours to those of the baseline: 1 is as fast, 0.5 half as fast.
 */

type Result = { name: string; rps: number; p50ms: number; p99ms: number; ratio: number; target?: number };

const quick = process.argv.includes("--quick");
const effort: Effort = { rounds: quick ? 3 : 6, secondsPerRound: quick ? 1 : 2.5, concurrency: 8 };
// What is promised of a hundred thousand members and a million users is seen in a whole run.
const sizes = quick
  ? { small: 1_000, large: 20_000, users: 100_000 }
  : { small: 1_000, large: 100_000, users: 1_000_000 };
const supply = quick ? 4_000 : 16_000;

const dataDir = await mkdtemp(join(tmpdir(), "foyer-bench-"));
const settings = readSettings({
  PORT: "0",
  DATA_DIR: dataDir,
  DEMO: "0",
  LIMITS_SCALE: "1000000",
  MAIL_FROM: "bench@foyer.test",
});
const foyer = await startFoyer(settings, { log: process.env.FOYER_LOG === "1" ? console.error : () => undefined });
const constant = await startConstantWorker();
try {
  const bare = await openBareDatabase(foyer.libsqlUrl);
  const scene = sceneOf(foyer, bare.client);
  const results: Result[] = [];
  for (const subject of await makeSubjects({ scene, bare, constantUrl: constant.url, supply, sizes })) {
    const figures = await measure(subject, effort);
    const ratio = figures.subject.rps / figures.baseline.rps;
    const { name, target } = subject;
    results.push({ ...rounded({ name, ...figures.subject, ratio }), ...(target === undefined ? {} : { target }) });
    results.push(rounded({ name: `  ${subject.baseline.name}`, ...figures.baseline, ratio: 1 }));
    print(results.slice(-2), results.length === 2);
  }
  await writeFile("bench-results.json", `${JSON.stringify({ results }, null, 2)}\n`);
} finally {
  closeConnections();
  await constant.stop();
  await foyer.stop();
  await rm(dataDir, { recursive: true, force: true });
}

function rounded(result: Result): Result {
  const three = (value: number) => Number(value.toPrecision(3));
  return {
    name: result.name,
    rps: three(result.rps),
    p50ms: three(result.p50ms),
    p99ms: three(result.p99ms),
    ratio: three(result.ratio),
  };
}

function print(rows: Result[], withHead: boolean): void {
  const line = (name: string, ...cells: (string | number)[]) =>
    console.log(name.padEnd(42) + cells.map((cell) => String(cell).padStart(10)).join(""));
  if (withHead) line("", "a second", "p50 ms", "p99 ms", "ratio", "target");
  for (const { name, rps, p50ms, p99ms, ratio, target = "" } of rows) line(name, rps, p50ms, p99ms, ratio, target);
}
