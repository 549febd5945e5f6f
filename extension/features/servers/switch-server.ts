import { signal } from "@preact/signals";
import { serverHere } from "../../server.ts";
import { chooseServer } from "./known-servers.ts";
import { allowServer } from "./permission.ts";

/** The server that the browser did not let be spoken to. */
export const refused = signal<string | undefined>();

/** In answer to a press: a permission that was taken away in the browser's settings is asked for anew. */
export async function switchServer(server: string): Promise<void> {
  const isAllowed = await allowServer(server);
  refused.value = isAllowed ? undefined : server;
  if (!isAllowed) return;
  await chooseServer(server);
  // Also where the page stays for what it does: whoever presses is asked by the browser before it is left.
  if (server !== serverHere()) location.reload();
}
