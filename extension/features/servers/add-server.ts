import { batch, signal } from "@preact/signals";
import { serverDraftItem } from "../../storage.ts";
import { checkServer, type Found } from "./check-server.ts";
import { chooseServer, keepServer, knownServers } from "./known-servers.ts";
import { allowServer, disallowServer } from "./permission.ts";
import { readServerAddress } from "./read-server-address.ts";

export type AddProblem =
  | { kind: "malformed" | "not_secure" }
  | { kind: "refused" | Exclude<Found, "foyer">; server: string };

const LOCK = "foyer-adding@";

export const typed = signal("");
export const adding = signal(false);
export const addProblem = signal<AddProblem | undefined>();

/** What was typed before the browser asked, and closed the popup to do so. */
export async function restoreServerDraft(): Promise<void> {
  typed.value = await serverDraftItem.getValue();
}

export function typeServer(text: string): void {
  typed.value = text;
  addProblem.value = undefined;
  void serverDraftItem.setValue(text);
}

/** In answer to a press: browsers let themselves be asked only before anything is waited for. */
export async function addTypedServer(): Promise<void> {
  const read = readServerAddress(typed.value);
  addProblem.value = "fault" in read ? { kind: read.fault } : undefined;
  if ("fault" in read || adding.value) return;
  const { server } = read;
  const allowing = allowServer(server);
  // In line before the background hears that it was allowed.
  const taking = inTurn(server, async () => ((await allowing) ? takeUpServer(server) : "refused"));
  adding.value = true;
  const kind = await taking;
  batch(() => {
    adding.value = false;
    if (kind !== "foyer") addProblem.value = { kind, server };
  });
}

/** Of the page and the background, which carries it through where the browser closed the popup, one at a time. */
export function inTurn<Outcome>(server: string, work: () => Promise<Outcome>): Promise<Outcome> {
  return navigator.locks.request(`${LOCK}${server}`, work);
}

/** Puts a server that may be spoken to into view, if a Foyer answers there; else the permission is given back. */
export async function takeUpServer(server: string): Promise<Found> {
  const found = (await isKnown(server)) ? "foyer" : await checkServer(server);
  if (found !== "foyer") {
    await disallowServer(server);
    return found;
  }
  await keepServer(server);
  await serverDraftItem.removeValue();
  await chooseServer(server);
  return "foyer";
}

async function isKnown(server: string): Promise<boolean> {
  return (await knownServers()).includes(server);
}
