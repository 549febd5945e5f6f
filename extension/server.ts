import { isSlug } from "../shared/api/shares.ts";

/** Set at build time from `WXT_SERVER_URL`: the server this extension is for, spoken to without asking. */
declare const __SERVER_URL__: string;

export const OWN_SERVER: string = __SERVER_URL__;

let here: string | undefined;

/** Binds this page to a server, before it does anything else and for as long as it is open. */
export function speakTo(server: string): void {
  here = server;
}

/** The server this page speaks to. The background speaks to several and has none: there each call names its own. */
export function serverHere(): string {
  if (here === undefined) throw new Error("Which server is spoken to was not said.");
  return here;
}

/**
 * The slug of one of a server's share pages, be it open, locked, closed or behind the sign-in: the address tells, not
 * what the page shows (a wrong password leaves one at `/s/{slug}/unlock`). Undefined for every other address.
 */
export function slugOfSharePage(address: string | undefined, server: string): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { origin, pathname, searchParams } = new URL(address);
  if (origin !== server) return undefined;
  const path = pathname === "/sign-in" ? (searchParams.get("next") ?? "") : pathname;
  const slug = /^\/s\/([^/?#]+)(?:[/?#]|$)/.exec(path)?.[1];
  return slug !== undefined && isSlug(slug) ? slug : undefined;
}

export type SharePlace = { server: string; slug: string };

/** Which share of which of these servers an address leads to. */
export function shareAt(address: string | undefined, servers: readonly string[]): SharePlace | undefined {
  for (const server of servers) {
    const slug = slugOfSharePage(address, server);
    if (slug !== undefined) return { server, slug };
  }
  return undefined;
}

/** The address of a share page, as it is passed on. */
export function sharePage({ server, slug }: SharePlace): string {
  return `${server}/s/${slug}`;
}
