import { OWN_SERVER } from "../../server.ts";
import { addedServersItem, chosenServerItem, refreshTokenItem } from "../../storage.ts";

const LOCK = "foyer-servers";

/** All servers that may be spoken to: first the one that the extension is for. */
export async function knownServers(): Promise<string[]> {
  return [OWN_SERVER, ...(await addedServersItem.getValue())];
}

/** The server in view: the one chosen last, while it is known. */
export async function currentServer(): Promise<string> {
  const [servers, chosen] = await Promise.all([knownServers(), chosenServerItem.getValue()]);
  return servers.find((server) => server === chosen) ?? OWN_SERVER;
}

export async function signedInServers(): Promise<string[]> {
  const servers = await knownServers();
  const tokens = await Promise.all(servers.map((server) => refreshTokenItem.getValue(server)));
  return servers.filter((_server, at) => tokens[at] !== null);
}

export async function chooseServer(server: string): Promise<void> {
  if (server === OWN_SERVER) await chosenServerItem.removeValue();
  else await chosenServerItem.setValue(server);
}

export async function keepServer(server: string): Promise<void> {
  if (server !== OWN_SERVER) await changeAdded((added) => [...added.filter((one) => one !== server), server]);
}

export async function dropServer(server: string): Promise<void> {
  await changeAdded((added) => added.filter((one) => one !== server));
}

/** One change at a time for the whole browser: two pages that add at once lose neither. */
async function changeAdded(change: (added: string[]) => string[]): Promise<void> {
  await navigator.locks.request(LOCK, async () => {
    const changed = change(await addedServersItem.getValue());
    if (changed.length > 0) await addedServersItem.setValue(changed);
    else await addedServersItem.removeValue();
  });
}
