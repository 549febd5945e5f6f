import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findChromium } from "../../scripts/browser/find-chromium.ts";
import { signIn } from "../../scripts/demo/person.ts";
import { publishVideos } from "../../scripts/demo/publish-videos.ts";
import { runCommand } from "../../scripts/server/run-command.ts";
import { startBenchFoyer } from "./bench-foyer.ts";

/**
 * `npm run lighthouse`: the pages of a public share, of a collection and of a password as Lighthouse sees them on its slow
 * phone. It is fetched when it is wanted: as heavy as it is, no build waits for it.
 */
const LIGHTHOUSE = "lighthouse@12.8.2";
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;
const MOMENTS = ["first-contentful-paint", "largest-contentful-paint", "cumulative-layout-shift"] as const;
/** One that others' work on the machine slowed down says nothing. */
const TRIES = 3;

type Report = {
  categories: Record<(typeof CATEGORIES)[number], { score: number | null }>;
  audits: Record<(typeof MOMENTS)[number], { displayValue?: string }>;
};

const folder = await mkdtemp(join(tmpdir(), "foyer-lighthouse-"));
const { scene, stop } = await startBenchFoyer();
try {
  for (const { name, url } of await publishPages()) {
    const reports: Report[] = [];
    for (let n = 0; n < TRIES; n += 1) reports.push(await judge(url));
    const [best] = reports.toSorted((a, b) => points(b, "performance") - points(a, "performance"));
    if (best) print(name, best);
  }
} finally {
  await stop();
  await rm(folder, { recursive: true, force: true });
}

type Listed = { id: string; nodeId: string; url: string; visibility: string };

async function publishPages(): Promise<{ name: string; url: string }[]> {
  const places = { url: scene.foyer.url, mailboxUrl: scene.foyer.mailboxUrl ?? "" };
  const person = await signIn(places, "lighthouse@bench.example");
  const { id } = await person.call<{ id: string }>("POST", "/workspaces", { name: "Northwind" });
  await publishVideos(places, person, id);
  const { items } = await person.call<{ items: Listed[] }>("GET", `/workspaces/${id}/shares`);
  const of = (visibility: string) => {
    const share = items.find((one) => one.visibility === visibility);
    if (!share) throw new Error(`The demo has no ${visibility} share.`);
    return share;
  };
  const open = of("public");
  await person.call("PATCH", `/shares/${open.id}`, { allowIndexing: true });
  const { parentId } = await person.call<{ parentId: string }>("GET", `/nodes/${open.nodeId}`);
  const whole = { visibility: "public", allowIndexing: true };
  const collection = await person.call<Listed>("POST", `/nodes/${parentId}/shares`, whole);
  return [
    { name: "public", url: open.url },
    { name: "collection", url: collection.url },
    { name: "password", url: of("password").url },
  ];
}

async function judge(url: string): Promise<Report> {
  const path = join(folder, "report.json");
  const flags = ["--headless=new", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
  const output = ["--quiet", "--output=json", `--output-path=${path}`, `--chrome-flags=${flags.join(" ")}`];
  const env = { ...process.env, CHROME_PATH: await findChromium() };
  await runCommand("npx", ["--yes", LIGHTHOUSE, url, ...output], { cwd: folder, env });
  return JSON.parse(await readFile(path, "utf8")) as Report;
}

function points({ categories }: Report, category: (typeof CATEGORIES)[number]): number {
  return Math.round((categories[category].score ?? 0) * 100);
}

function print(name: string, report: Report): void {
  const scores = CATEGORIES.map((category) => `${category} ${points(report, category)}`);
  const moments = MOMENTS.map((moment) => `${moment} ${report.audits[moment].displayValue ?? "?"}`);
  console.log([name, ...scores, ...moments].join(" · "));
}
