import type { TestProject } from "vitest/node";
import { findChromium } from "../../scripts/browser/find-chromium.ts";
import { buildExtension } from "../../scripts/server/extension-build.ts";
import { findFirefox } from "./find-firefox.ts";
import { releaseFoyer, takeFoyer } from "./shared-foyer.ts";

/** Builds the extension for the service under test, and has the browsers there before two files at once would install them. */
export async function setup(project: TestProject): Promise<void> {
  await findChromium();
  await findFirefox();
  const { dataDir, url } = await takeFoyer();
  project.provide("extension", await buildExtension(dataDir, url));
  project.provide("firefoxExtension", await buildExtension(dataDir, url, "firefox"));
}

export const teardown = releaseFoyer;
