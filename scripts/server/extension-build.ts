import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { filesUnder } from "./files-under.ts";
import { runCommand } from "./run-command.ts";

const root = join(import.meta.dirname, "../..");
const SOURCES = ["extension", "shared", "scripts/extension", "wxt.config.ts", "package-lock.json"];

/**
 * Builds the extension for one server's address; answers the folder a browser loads.
 * The folder stays the same between runs, and is left alone when nothing it is made of changed.
 */
export async function buildExtension(dataDir: string, publicUrl: string, browser = "chrome"): Promise<string> {
  const outDir = join(dataDir, "extension");
  const folder = join(outDir, `${browser}-mv3`);
  const stampFile = join(dataDir, `extension-${browser}.stamp`);
  const stamp = await stampOf(publicUrl);
  const built = await readFile(stampFile, "utf8").catch(() => "");
  if (built === stamp && existsSync(join(folder, "manifest.json"))) return folder;
  const wxt = join(root, "node_modules/wxt/bin/wxt.mjs");
  await runCommand(process.execPath, [wxt, "build", "--browser", browser], {
    cwd: root,
    // A test runner's own NODE_ENV would build something else than what people get.
    env: { ...process.env, NODE_ENV: "production", WXT_SERVER_URL: publicUrl, WXT_OUT_DIR: outDir, CI: "1" },
  });
  await writeFile(stampFile, stamp);
  return folder;
}

async function stampOf(publicUrl: string): Promise<string> {
  const hash = createHash("sha256").update(publicUrl);
  for (const source of SOURCES) {
    for (const file of await filesUnder(join(root, source))) hash.update(file).update(await readFile(file));
  }
  return hash.digest("hex");
}
