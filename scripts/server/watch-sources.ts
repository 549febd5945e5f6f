import { stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { filesUnder } from "./files-under.ts";

const root = join(import.meta.dirname, "../..");
const LOOK_EVERY_MS = 400;

/**
 * Runs `rebuild` after every change under the paths, never twice at once; a failure is shown and watching goes on.
 * It looks instead of listening: `fs.watch` loses files that editors replace when they save.
 */
export async function watchSources(paths: string[], rebuild: () => Promise<void>): Promise<never> {
  let built = await stateOf(paths);
  for (;;) {
    await sleep(LOOK_EVERY_MS);
    const now = await stateOf(paths);
    if (now === built) continue;
    built = now;
    await rebuild().catch((error: unknown) => console.error(error instanceof Error ? error.message : error));
  }
}

async function stateOf(paths: string[]): Promise<string> {
  const files = (await Promise.all(paths.map((path) => filesUnder(join(root, path))))).flat();
  const times = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  return files.map((file, index) => `${file} ${times[index]}`).join("\n");
}
