import { signal } from "@preact/signals";
import { dropAllOf } from "../../per-server.ts";
import { OWN_SERVER, serverHere } from "../../server.ts";
import { signOut, signOutOf } from "../../session/session.ts";
import { knownMeItem, refreshTokenItem } from "../../storage.ts";
import { servers } from "./follow-server.ts";
import { dropServer } from "./known-servers.ts";
import { disallowServer } from "./permission.ts";

/** A server as the lists show it; `email` of whoever is signed in there, empty while it is not known yet. */
export type Listed = { server: string; email: string | undefined };

export const listed = signal<Listed[]>([]);

export async function listServers(): Promise<void> {
  listed.value = await Promise.all(servers.value.map(listOne));
}

async function listOne(server: string): Promise<Listed> {
  const [token, me] = await Promise.all([refreshTokenItem.getValue(server), knownMeItem.of(server).getValue()]);
  return { server, email: token === null ? undefined : (me?.user.email ?? "") };
}

// Somebody signs in or out on another page.
for (const item of [refreshTokenItem, knownMeItem]) item.watchEvery(() => void listServers());

export async function leaveServer(server: string): Promise<void> {
  await (server === serverHere() ? signOut(true) : signOutOf(server));
  await listServers();
}

/** Nothing is left of it: no session, nothing kept, no permission. */
export async function forgetServer(server: string): Promise<void> {
  if (server === OWN_SERVER) return;
  if ((await refreshTokenItem.getValue(server)) !== null) await signOutOf(server);
  await disallowServer(server);
  await dropAllOf(server);
  await dropServer(server);
}
