/** Names of this machine; a server there may do without encryption. */
const LOOPBACK = ["localhost", "127.0.0.1"];
const SCHEME = /^[a-z][a-z\d+.-]*:\/\//i;
/** Stars would ask for more servers than one. */
const HOST = /^(?:[a-z\d_-]+(?:\.[a-z\d_-]+)*|\[[\da-f:.]+\])$/;

export type ReadAddress = { server: string } | { fault: "malformed" | "not_secure" };

/** The origin of a server as somebody types it: with or without `https://`, or as the address of any page on it. */
export function readServerAddress(typed: string): ReadAddress {
  const text = typed.trim();
  const address = SCHEME.test(text) ? text : `${isOfThisMachine(text) ? "http" : "https"}://${text}`;
  if (!URL.canParse(address)) return { fault: "malformed" };
  const { protocol, hostname, username, password, origin } = new URL(address);
  if (!HOST.test(hostname) || username !== "" || password !== "") return { fault: "malformed" };
  if (protocol === "https:") return { server: origin };
  if (protocol !== "http:") return { fault: "malformed" };
  return LOOPBACK.includes(hostname) ? { server: origin } : { fault: "not_secure" };
}

function isOfThisMachine(text: string): boolean {
  return LOOPBACK.includes(text.split(/[:/?#]/)[0]?.toLowerCase() ?? "");
}

/** How a server is called on the screen. */
export function hostOf(server: string): string {
  return new URL(server).host;
}
