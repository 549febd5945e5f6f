import { type Continent, isContinent } from "./continents.ts";

/** Which replica is nearest, by continent; where none is named, the primary is read. */
export type Replicas = ReadonlyMap<Continent, string>;

const SCHEMES = ["http:", "https:", "libsql:"];

/**
 * Reads `LIBSQL_REPLICAS`, a JSON object of continent and URL. Throws an error whose message says what it must be,
 * to stand after the setting's name; it repeats no URL, which may carry a secret.
 */
export function readReplicas(text: string | undefined): Replicas {
  const replicas = new Map<Continent, string>();
  if (text === undefined || text.trim() === "") return replicas;
  for (const [code, url] of Object.entries(parseObject(text))) {
    if (!isContinent(code)) throw new Error(`must name continents by AF, AN, AS, EU, NA, OC or SA, not "${code}".`);
    if (typeof url !== "string" || !URL.canParse(url) || !SCHEMES.includes(new URL(url).protocol)) {
      throw new Error(`must give ${code} a URL starting with http://, https:// or libsql://.`);
    }
    replicas.set(code, url);
  }
  return replicas;
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Said below, with what would do.
  }
  throw new Error('must be JSON of continents and URLs, such as {"EU": "https://eu.db.example.com"}.');
}
