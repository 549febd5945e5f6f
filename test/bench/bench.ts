import { writeFile } from "node:fs/promises";
import { plantPeople } from "../support/plant-people.ts";
import { type BenchFoyer, startBenchFoyer } from "./bench-foyer.ts";
import { startConstantWorker } from "./constant-worker.ts";
import { firstViews } from "./first-view.ts";
import { growing } from "./growth.ts";
import { closeConnections } from "./http-client.ts";
import { type Effort, measure, type Subject } from "./measure.ts";
import { scrollMembers } from "./member-scroll.ts";
import { addressOf } from "./people.ts";
import { openPopups } from "./popup-opening.ts";
import { print, printHead, type Result, rounded } from "./report.ts";
import { APART_MAX_MS, compareForStrangers } from "./strangers.ts";
import { makeSubjects } from "./subjects.ts";
import { watching } from "./watching.ts";

/**
 * `npm run bench [-- --quick | --popup]`: what each request costs beside the least the same machine could do for it,
 * in one run, or of the popup alone. The ratio is requests a second of ours to those of the baseline: 1 is as fast, 0.5 half as fast.
 */

const quick = process.argv.includes("--quick");
const effort: Effort = { rounds: quick ? 3 : 6, secondsPerRound: quick ? 0.4 : 2.5, concurrency: 8 };
const supply = quick ? 2_000 : 16_000;
const tries = quick ? 100 : 1_000;
// What is promised of a hundred thousand members and a million users is seen in a whole run.
const sizes = quick
  ? { small: 1_000, large: 10_000, users: 20_000, supply: 1_000, nodes: 20_000, comments: 100_000, views: 100_000 }
  : {
      small: 1_000,
      large: 100_000,
      users: 1_000_000,
      supply: 8_000,
      nodes: 1_000_000,
      comments: 100_000,
      views: 1_000_000,
    };

const results: Result[] = [];
const running: { stop(): Promise<void> }[] = [];

async function started<T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const it = await starting;
  running.push(it);
  return it;
}

async function measureAll(subjects: Subject[]): Promise<void> {
  for (const subject of subjects) {
    const figures = await measure(subject, effort);
    const ratio = figures.subject.rps / figures.baseline.rps;
    const { name, target } = subject;
    const rows = [
      { name, ...figures.subject, ratio, ...(target === undefined ? {} : { target }) },
      { name: `  ${subject.baseline.name}`, ...figures.baseline, ratio: 1 },
    ].map(rounded);
    results.push(...rows);
    print(rows);
  }
}

async function measureForStrangers({ scene }: BenchFoyer): Promise<void> {
  printHead();
  console.log(`what a stranger could tell by time: medians of ${tries}, at most ${APART_MAX_MS} ms apart`);
  for (const { name, there, none } of await compareForStrangers(scene, tries)) {
    const apartMs = Number(Math.abs(there.p50ms - none.p50ms).toFixed(3));
    const rows = [
      { name, ...there, ratio: there.rps / none.rps },
      { name: "  of what is not there", ...none, ratio: 1, apartMs },
    ].map(rounded);
    results.push(...rows);
    print(rows);
  }
}

async function measurePopup({ scene }: BenchFoyer): Promise<void> {
  console.log("\nthe popup over a warm profile, beside the tenth of a second it may take");
  printHead();
  const opened = (await openPopups(scene, 12)).map(rounded);
  results.push(...opened);
  print(opened);
}

async function measureEverything(foyer: BenchFoyer): Promise<void> {
  const constant = await started(startConstantWorker());
  const [admin] = await plantPeople(foyer.scene, [addressOf("admin", 0)]);
  if (!admin) throw new Error("No admin.");
  // First, while no mails of what comes after are on their way.
  await measureForStrangers(foyer);
  console.log("\nbeside the least that the same machine could do");
  printHead();
  await measureAll(await watching({ ...foyer, constantUrl: constant.url, admin }));
  await measureAll(await makeSubjects({ ...foyer, supply }, admin));
  console.log("\nthe first view of a public share, on a slow network and a slow phone");
  printHead();
  const views = (await firstViews(foyer.scene, quick ? 3 : 9)).map(rounded);
  results.push(...views);
  print(views);
  console.log("\nthe list of members on the screen");
  printHead();
  const scrolled = (await scrollMembers(foyer.scene, quick ? 2_000 : 100_000)).map(rounded);
  results.push(...scrolled);
  print(scrolled);
  await measurePopup(foyer);
  const small = await started(startBenchFoyer());
  console.log("\nin a large workspace of a large service, beside a small one of a small one");
  printHead();
  await measureAll(await growing({ small: small.scene, large: foyer.scene }, sizes));
}

try {
  const foyer = await started(startBenchFoyer());
  await (process.argv.includes("--popup") ? measurePopup(foyer) : measureEverything(foyer));
  await writeFile("bench-results.json", `${JSON.stringify({ results }, null, 2)}\n`);
} finally {
  closeConnections();
  for (const each of running.reverse()) await each.stop();
}
