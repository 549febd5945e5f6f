import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Every rule axe finds broken on a page, one line each; `evaluate` runs an expression there. */
export async function brokenRules(evaluate: (expression: string) => Promise<unknown>): Promise<string[]> {
  await evaluate(`void (() => { ${source} })()`);
  const { violations } = (await evaluate("axe.run(document, { resultTypes: ['violations'] })")) as AxeResults;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}
