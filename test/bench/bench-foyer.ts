import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startFoyer } from "../../scripts/server/foyer.ts";
import { readSettings } from "../../scripts/server/settings.ts";
import { openBareDatabase } from "./bare-database.ts";
import { type Scene, sceneOf } from "./people.ts";

export type BenchFoyer = {
  scene: Scene;
  bare: Awaited<ReturnType<typeof openBareDatabase>>;
  stop(): Promise<void>;
};

/** A whole service with an empty database of its own, whose limits are out of the way. */
export async function startBenchFoyer(): Promise<BenchFoyer> {
  const dataDir = await mkdtemp(join(tmpdir(), "foyer-bench-"));
  const settings = readSettings({
    PORT: "0",
    DATA_DIR: dataDir,
    DEMO: "0",
    LIMITS_SCALE: "1000000",
    MAIL_FROM: "bench@foyer.test",
  });
  const foyer = await startFoyer(settings, { log: process.env.FOYER_LOG === "1" ? console.error : () => undefined });
  const bare = await openBareDatabase(foyer.libsqlUrl);
  return {
    scene: sceneOf(foyer, bare.client),
    bare,
    stop: async () => {
      await foyer.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
