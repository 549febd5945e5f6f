import { signal } from "@preact/signals";
import { OWN_SERVER, serverHere, speakTo } from "../../server.ts";
import { addedServersItem, chosenServerItem } from "../../storage.ts";
import { currentServer, knownServers } from "./known-servers.ts";

/** All that may be switched between. */
export const servers = signal<string[]>([OWN_SERVER]);

/**
 * What a page does before all else: it binds itself to the server in view. Once another is, it opens anew, so that
 * nothing of the one before is left in its memory; unless it `stays` for what it is doing.
 */
export async function followServer(stays: () => boolean = () => false): Promise<void> {
  const [server, known] = await Promise.all([currentServer(), knownServers()]);
  speakTo(server);
  servers.value = known;
  const look = async () => {
    servers.value = await knownServers();
    if ((await currentServer()) !== serverHere() && !stays()) location.reload();
  };
  chosenServerItem.watch(() => void look());
  addedServersItem.watch(() => void look());
}
