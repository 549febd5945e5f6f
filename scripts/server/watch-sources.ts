import { watch } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const root = join(import.meta.dirname, "../..");

/** Editors write a file in several steps; a change counts once it has been quiet this long. */
const QUIET_MS = 150;

/** Runs `rebuild` after every change under the paths, never twice at once; a failure is shown and watching goes on. */
export async function watchSources(paths: string[], rebuild: () => Promise<void>): Promise<never> {
  let latest = 0;
  let wake: (() => void) | undefined;
  for (const path of paths) {
    watch(join(root, path), { recursive: true }, () => {
      latest = Date.now();
      wake?.();
    });
  }
  for (;;) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
    while (Date.now() - latest < QUIET_MS) await sleep(QUIET_MS);
    let seen: number;
    do {
      seen = latest;
      await rebuild().catch((error: unknown) => console.error(error instanceof Error ? error.message : error));
    } while (seen !== latest);
  }
}
