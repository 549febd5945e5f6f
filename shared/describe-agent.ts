import Bowser from "bowser";

/** A browser and what it runs on, by the names people know them by; undefined where neither is one we know. */
export type Agent = { browser: string; system: string | undefined };

const BROWSERS = new Set(Object.values(Bowser.BROWSER_MAP));
const SYSTEMS = new Set(Object.values(Bowser.OS_MAP));

/**
 * Reads a `User-Agent` (RFC 9110, section 10.1.5). Whoever sends one may write what they like into it, and this is shown and
 * mailed to people: only names of the table come out.
 */
export function describeAgent(userAgent: string): Agent | undefined {
  if (userAgent === "") return undefined;
  const { browser, os } = Bowser.parse(userAgent);
  if (browser.name === undefined || !BROWSERS.has(browser.name)) return undefined;
  return { browser: browser.name, system: os.name !== undefined && SYSTEMS.has(os.name) ? os.name : undefined };
}
