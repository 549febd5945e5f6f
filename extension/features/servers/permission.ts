import { browser } from "wxt/browser";
import { OWN_SERVER } from "../../server.ts";
import { knownServers } from "./known-servers.ts";
import { matchPattern } from "./match-pattern.ts";

/** Whether the extension may speak to a server; the browser asks the person, in answer to a press and once. */
export async function allowServer(server: string): Promise<boolean> {
  if (server === OWN_SERVER) return true;
  return browser.permissions.request({ origins: [patternOf(server)] });
}

export function mayReach(server: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [patternOf(server)] });
}

/** Gives the permission back, unless another known server needs it too: Firefox's patterns know no ports. */
export async function disallowServer(server: string): Promise<void> {
  const others = (await knownServers()).filter((other) => other !== server);
  if (server === OWN_SERVER || others.map(patternOf).includes(patternOf(server))) return;
  // What the browser was told to allow from outside cannot be given back.
  await browser.permissions.remove({ origins: [patternOf(server)] }).catch(() => false);
}

export function patternOf(server: string): string {
  return matchPattern(server, import.meta.env.FIREFOX);
}
