import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * `colours`: those of contrast alone, for another theme of what was held to every rule already; `words and colours`:
 * besides those that another language can break, which are names, labels and what is said of the language itself.
 */
export type Rules = "every" | "colours" | "words and colours";

const WORDS = ["cat.text-alternatives", "cat.name-role-value", "cat.language", "cat.forms"];
const OPTIONS: Record<Rules, string> = {
  every: "",
  colours: "runOnly: { type: 'rule', values: ['color-contrast'] }",
  "words and colours": `runOnly: { type: 'tag', values: ${JSON.stringify([...WORDS, "cat.color"])} },
    // Of level AAA, which is held to nowhere.
    rules: { 'color-contrast-enhanced': { enabled: false } }`,
};

/** Every rule axe finds broken on a page, one line each; `evaluate` runs an expression there. */
export async function brokenRules(
  evaluate: (expression: string) => Promise<unknown>,
  rules: Rules = "every",
): Promise<string[]> {
  // Half a megabyte: sent and read once a page.
  if (await evaluate("window.axe === undefined")) await evaluate(`void (() => { ${source} })()`);
  const run = `axe.run(document, { resultTypes: ['violations'], ${OPTIONS[rules]} })`;
  const { violations } = (await evaluate(run)) as AxeResults;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}
