import { isSlug } from "../shared/api/shares.ts";

/** Set at build time from `WXT_SERVER_URL`: the one server this extension may talk to. */
declare const __SERVER_URL__: string;

export const SERVER_URL: string = __SERVER_URL__;
export const API_URL = `${SERVER_URL}/api/v1`;

/**
 * The slug of one of our share pages, be it open, locked, closed or behind the sign-in: the address tells, not what
 * the page shows (a wrong password leaves one at `/s/{slug}/unlock`). Undefined for every other address.
 */
export function slugOfSharePage(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { origin, pathname, searchParams } = new URL(address);
  if (origin !== SERVER_URL) return undefined;
  const path = pathname === "/sign-in" ? (searchParams.get("next") ?? "") : pathname;
  const slug = /^\/s\/([^/?#]+)(?:[/?#]|$)/.exec(path)?.[1];
  return slug !== undefined && isSlug(slug) ? slug : undefined;
}

/** The address of a share page, as it is passed on. */
export function sharePage(slug: string): string {
  return `${SERVER_URL}/s/${slug}`;
}
