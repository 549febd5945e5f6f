import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runCommand } from "./run-command.ts";

const root = join(import.meta.dirname, "../..");

/** Builds the Worker as a deployment would, without one; answers the path of its one module. */
export async function buildWorker(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const require = createRequire(import.meta.url);
  const wrangler = join(dirname(require.resolve("wrangler/package.json")), "bin/wrangler.js");
  await runCommand(process.execPath, [wrangler, "deploy", "--dry-run", "--outdir", folder], {
    cwd: root,
    env: {
      ...process.env,
      // Nothing is sent anywhere, asked for or written outside the folder.
      WRANGLER_SEND_METRICS: "false",
      WRANGLER_SEND_ERROR_REPORTS: "false",
      WRANGLER_WRITE_LOGS: "false",
      WRANGLER_HIDE_BANNER: "true",
      CI: "1",
    },
  });
  return join(folder, "index.js");
}
