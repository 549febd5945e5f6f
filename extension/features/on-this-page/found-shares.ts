import { signal } from "@preact/signals";
import type { Share, ShareWithNode } from "../../../shared/api/shares.ts";
import { answer, api } from "../../api.ts";
import { serverHere, slugOfSharePage } from "../../server.ts";

/** Each is a call of its own. */
const LINKS_MOST = 10;

/** The shares that the page links to and the person may know. */
export const foundShares = signal<ShareWithNode[]>([]);

/** What has become of one of them meanwhile. */
export function noteChanged(changed: Share): void {
  foundShares.value = foundShares.peek().map((one) => (one.id === changed.id ? { ...one, ...changed } : one));
}

export async function findShares(links: string[]): Promise<ShareWithNode[]> {
  const slugs = [...new Set(links.flatMap((link) => slugOfSharePage(link, serverHere()) ?? []))].slice(0, LINKS_MOST);
  return (await Promise.all(slugs.map(findShare))).flat();
}

export async function findShare(slug: string): Promise<ShareWithNode[]> {
  return (await answer(api.shares.$get({ query: { slug } }))).items;
}
