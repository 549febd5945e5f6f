import { signal } from "@preact/signals";
import { OWN_SERVER, speakTo } from "../../server.ts";
import { addedServersItem, chosenServerItem } from "../../storage.ts";
import { currentServer, knownServers } from "./known-servers.ts";

/** All that may be switched between. */
export const servers = signal<string[]>([OWN_SERVER]);

/**
 * What a page does before all else: it binds itself to the server in view. Once another is, it opens anew, so that
 * nothing of the one before is left in its memory; unless it `stays` for what it is doing.
 */
export async function followServer(stays: () => boolean = () => false): Promise<void> {
  // Heard of before it is read: a menu puts another server into view while the popup for it opens.
  const binding = bind();
  const look = async () => {
    const server = await binding;
    servers.value = await knownServers();
    if ((await currentServer()) !== server && !stays()) location.reload();
  };
  chosenServerItem.watch(() => void look());
  addedServersItem.watch(() => void look());
  await binding;
}

async function bind(): Promise<string> {
  const [server, known] = await Promise.all([currentServer(), knownServers()]);
  speakTo(server);
  servers.value = known;
  return server;
}
