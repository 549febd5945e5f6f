import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "./server/run-command.ts";

/**
 * `WXT_SERVER_URL=https://… npm run package [-- --lint]`: what is handed in at the stores, in `.output/`: a zip for Chrome, one for
 * Edge, one for Firefox, and the sources that Firefox's reviewers build theirs from.
 * With `--lint` Firefox's own linter looks at it, fetched for that: as heavy as it is, no build waits for it.
 */
const LINTER = "addons-linter@10.14.0";
const BROWSERS = ["chrome", "edge", "firefox"];
const root = join(import.meta.dirname, "..");
const outDir = join(root, ".output");

const server = process.env.WXT_SERVER_URL;
if (!server || new URL(server).protocol !== "https:") {
  console.error("Say which server the extension is for: WXT_SERVER_URL=https://foyer.example npm run package");
  process.exit(1);
}

await removeZips();
for (const browser of BROWSERS) {
  const wxt = join(root, "node_modules/wxt/bin/wxt.mjs");
  const env = { ...process.env, NODE_ENV: "production", WXT_OUT_DIR: ".output", CI: "1" };
  await runCommand(process.execPath, [wxt, "zip", "--browser", browser], { cwd: root, env });
}
for (const zip of await zips()) console.log(join(".output", zip));
if (process.argv.includes("--lint")) {
  const firefox = (await zips()).filter((zip) => zip.endsWith("-firefox.zip"));
  // Ends with an error where it finds one.
  console.log(await runCommand("npx", ["--yes", LINTER, ...firefox.map((zip) => join(outDir, zip))], { cwd: root }));
}

async function zips(): Promise<string[]> {
  const files = await readdir(outDir).catch(() => []);
  return files.filter((file) => file.endsWith(".zip")).sort();
}

/** Those of another version or server are not to be handed in by mistake. */
async function removeZips(): Promise<void> {
  for (const zip of await zips()) await rm(join(outDir, zip));
}
