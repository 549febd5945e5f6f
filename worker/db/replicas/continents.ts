/** Cloudflare's codes of the continents. */
const CONTINENTS = ["AF", "AN", "AS", "EU", "NA", "OC", "SA"] as const;

export type Continent = (typeof CONTINENTS)[number];

export function isContinent(code: string): code is Continent {
  return (CONTINENTS as readonly string[]).includes(code);
}

/**
 * Where a request comes from: what Cloudflare says of it; self-hosted, the `CF-IPContinent` that the server in front
 * lets through. Undefined where nobody knows.
 */
export function continentOf(request: Request): Continent | undefined {
  const { cf } = request as { cf?: { continent?: unknown } };
  const code = cf?.continent ?? (cf ? undefined : request.headers.get("CF-IPContinent"));
  return typeof code === "string" && isContinent(code) ? code : undefined;
}
