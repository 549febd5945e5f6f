import type { Settings } from "../env.ts";

/** Where logos lie in R2 and, alike, on the wire: under names drawn at random, known to whoever was shown one. */
export const LOGOS = "logos";

/** The path that a logo is served at; null where there is none. */
export function logoPath(logoKey: string | null): string | null {
  return logoKey === null ? null : `/${logoKey}`;
}

/** Its whole address, for whoever is not on a page of ours. */
export function logoUrl({ publicUrl }: Pick<Settings, "publicUrl">, logoKey: string | null): string | null {
  const path = logoPath(logoKey);
  return path === null ? null : `${publicUrl}${path}`;
}
