/** Where logos lie in R2 and, alike, on the wire: under names drawn at random, known to whoever was shown one. */
export const LOGOS = "logos";

/** The address of a logo; null where there is none. */
export function logoUrl(publicUrl: string, logoKey: string | null): string | null {
  return logoKey === null ? null : `${publicUrl}/${logoKey}`;
}
