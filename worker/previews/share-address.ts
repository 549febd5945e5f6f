import type { Settings } from "../env.ts";
import { askedOf, type ShareAsked } from "../shares/share-asked.ts";

const PATH = /^\/s\/([^/]+)(?:\/embed)?\/?$/;

/** The share that an address leads to, to its page or its player; undefined where it is none of ours. */
export function shareAtAddress({ origin }: Settings, address: string): ShareAsked | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, host, pathname, searchParams } = new URL(address);
  if (!/^https?:$/.test(protocol) || host !== new URL(origin).host) return undefined;
  const slug = PATH.exec(pathname)?.[1];
  return slug === undefined ? undefined : askedOf(slug, searchParams.get("node") ?? undefined);
}
