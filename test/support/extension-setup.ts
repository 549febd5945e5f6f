import type { TestProject } from "vitest/node";
import { findChromium } from "../../scripts/browser/find-chromium.ts";
import { buildExtension } from "../../scripts/server/extension-build.ts";
import { releaseFoyer, takeFoyer } from "./shared-foyer.ts";

/** Builds the extension for the service under test, and has Chromium there before two files at once would install it. */
export async function setup(project: TestProject): Promise<void> {
  await findChromium();
  const { dataDir, url } = await takeFoyer();
  project.provide("extension", await buildExtension(dataDir, url));
}

export const teardown = releaseFoyer;
