import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { buildPageScript } from "./scripts/server/page-script.ts";

/** Style sheets and the script of share pages are text to the Worker, as its build has them. */
const scriptAsText = {
  name: "script-as-text",
  enforce: "pre" as const,
  resolveId: (id: string) => (id.endsWith(".script.js") ? `\0${id}` : undefined),
  load: async (id: string) =>
    id.endsWith(".script.js") ? `export default ${JSON.stringify(await buildPageScript())}` : undefined,
};

/** What is packed for the Worker is empty to the router when it is only asked for its routes. */
const packedAsNothing = {
  name: "packed-as-nothing",
  enforce: "pre" as const,
  resolveId: (id: string) => (id.endsWith(".gz") ? `\0${id}` : undefined),
  load: (id: string) => (id.endsWith(".gz") ? "export default new ArrayBuffer(0)" : undefined),
};

const cssAsText = {
  name: "css-as-text",
  enforce: "pre" as const,
  load: (id: string) =>
    id.endsWith(".css") ? `export default ${JSON.stringify(readFileSync(id, "utf8"))}` : undefined,
};

/** How long what must come about is looked for; a second is little on two cores at work. */
const patient = { poll: { timeout: 10_000 } };

/** It ends what hangs, and is no promise of how fast anything is. */
const unhurried = { testTimeout: 120_000, hookTimeout: 120_000 };

// One group after the other: two cores are shared by the tests, workerd and the database.
export default defineConfig({
  test: {
    reporters: ["default", "./test/support/summary-reporter.ts"],
    projects: [
      {
        test: {
          name: "pure",
          // Files share what they import: no test changes it for the next.
          isolate: false,
          include: [
            "test/shared/**/*.test.{ts,tsx}",
            "test/extension/**/*.test.{ts,tsx}",
            "test/scripts/**/*.test.ts",
            "test/docs/**/*.test.ts",
          ],
          sequence: { groupOrder: 0 },
        },
      },
      {
        plugins: [cssAsText, scriptAsText, packedAsNothing],
        test: {
          name: "api",
          isolate: false,
          expect: patient,
          include: ["test/worker/**/*.test.ts"],
          globalSetup: ["test/support/global-setup.ts"],
          setupFiles: ["test/support/held-to-document.ts"],
          ...unhurried,
          // Most of them wait for the service, and two at a time would leave most of a core idle.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "e2e",
          isolate: false,
          expect: patient,
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: ["test/support/global-setup.ts", "test/support/extension-setup.ts"],
          ...unhurried,
          // As many as there are cores: browsers leave none of them idle, and what is promised within seconds is timed.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: "runtime",
          expect: patient,
          include: ["test/runtime/**/*.test.ts"],
          ...unhurried,
          // Each brings up a service of its own, and most of them wait for it.
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
