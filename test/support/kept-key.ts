import { server } from "./server.ts";

/** Under which key the extension keeps something of a server. */
export function keptKey(name: string, of = server.url): string {
  return `${name}@${of}`;
}
