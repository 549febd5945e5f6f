import type { TestProject } from "vitest/node";
import { buildExtension } from "../../scripts/server/extension-build.ts";
import { releaseFoyer, takeFoyer } from "./shared-foyer.ts";

/** Builds the extension for the service under test. */
export async function setup(project: TestProject): Promise<void> {
  const { dataDir, url } = await takeFoyer();
  project.provide("extension", await buildExtension(dataDir, url));
}

export const teardown = releaseFoyer;
