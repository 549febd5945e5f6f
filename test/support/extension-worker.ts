import type { BrowserContext } from "playwright-core";

/** Runs an expression in the extension's background worker. */
export async function inBackground<Value>(context: BrowserContext, expression: string): Promise<Value> {
  const [worker] = context.serviceWorkers();
  if (!worker) throw new Error("This browser has no extension.");
  return (await worker.evaluate(expression)) as Value;
}

/** What the toolbar's badge says. */
export function badgeText(context: BrowserContext): Promise<string> {
  return inBackground(context, "chrome.action.getBadgeText({})");
}
