import { BlockList, isIP } from "node:net";
import { resolve } from "node:path";
import { readReplicas } from "../../worker/db/replicas/read-replicas.ts";
import { isLoopback } from "./loopback.ts";

/** What "Running it" in the README lets one choose, checked and with defaults filled in. */
export type Settings = {
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** Unset: made of host and port once the port is known. */
  publicUrl?: string;
  /** Absolute. */
  dataDir: string;
  /** Unset: made once and kept in the data folder. */
  authSecret?: string;
  /** Unset: the bundled libSQL server is started. */
  libsqlUrl?: string;
  libsqlAuthToken?: string;
  /** JSON, checked: continent and URL. Unset: everything is read from the primary. */
  libsqlReplicas?: string;
  /** Unset: the bundled mailbox is started. */
  smtpUrl?: string;
  mailFrom?: string;
  demo: boolean;
  trustedProxies: BlockList;
  limitsScale: string;
  /** Unset: the service's own. */
  seatsMax?: string;
  /** Unset: the service's own. */
  dohUrl?: string;
  /** Whether webhooks may go to private addresses, and by plain http. */
  webhooksAllowPrivate: boolean;
};

/** A setting that cannot be used; its message is one line that says what to do. */
export class SettingsError extends Error {
  override name = "SettingsError";
}

type Environment = Record<string, string | undefined>;

const SECRET_LENGTH = 32;

// Named in the contract and not built yet: silently ignoring one would promise what does not happen.
const NOT_YET = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "EXTENSION_REDIRECTS"];

/** Reads the environment; throws a {@link SettingsError} naming the first variable that is wrong. */
export function readSettings(env: Environment): Settings {
  const given = (name: string) => env[name]?.trim() || undefined;
  for (const name of NOT_YET) {
    if (given(name) !== undefined) refuse(name, "is not available in this version; leave it unset.");
  }
  const host = readHost(given("HOST"));
  const publicUrl = readPublicUrl(given("PUBLIC_URL"));
  return {
    host,
    port: readPort(given("PORT")),
    ...optional("publicUrl", publicUrl),
    dataDir: resolve(given("DATA_DIR") ?? ".foyer"),
    ...optional("authSecret", readSecret(given("AUTH_SECRET"))),
    ...optional("libsqlUrl", readUrl("LIBSQL_URL", given("LIBSQL_URL"), ["http:", "https:", "libsql:"])),
    ...optional("libsqlAuthToken", given("LIBSQL_AUTH_TOKEN")),
    ...optional("libsqlReplicas", checkReplicas(given("LIBSQL_REPLICAS"))),
    ...optional("smtpUrl", readUrl("SMTP_URL", given("SMTP_URL"), ["smtp:", "smtps:"])),
    ...optional("mailFrom", given("MAIL_FROM")),
    demo:
      readSwitch("DEMO", given("DEMO"), "1") &&
      isLoopback(host) &&
      (!publicUrl || isLoopback(new URL(publicUrl).hostname)),
    trustedProxies: readProxies(given("TRUSTED_PROXIES")),
    limitsScale: readScale(given("LIMITS_SCALE")),
    ...optional("seatsMax", readSeatsMax(given("SEATS_MAX"))),
    ...optional("dohUrl", readDohUrl(given("DOH_URL"))),
    webhooksAllowPrivate: readSwitch("WEBHOOKS_ALLOW_PRIVATE", given("WEBHOOKS_ALLOW_PRIVATE"), "0"),
  };
}

function refuse(name: string, advice: string): never {
  throw new SettingsError(`${name} ${advice}`);
}

function optional<Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: string });
}

function readPort(text = "8787"): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
    refuse("PORT", `must be a number from 0 to 65535 (0 takes a free port), not "${text}".`);
  }
  return Number(text);
}

function readHost(text = "127.0.0.1"): string {
  const host = text.replace(/^\[(.*)\]$/, "$1");
  if (isIP(host) === 0 && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host)) {
    refuse("HOST", `must be an address or host name to listen on, such as 127.0.0.1 or 0.0.0.0, not "${text}".`);
  }
  return host;
}

function readUrl(name: string, text: string | undefined, schemes: string[]): string | undefined {
  if (text === undefined) return undefined;
  // The value may carry a password, so the message does not repeat it.
  if (!URL.canParse(text) || !schemes.includes(new URL(text).protocol)) {
    refuse(name, `must be a URL starting with ${schemes.map((scheme) => `${scheme}//`).join(" or ")}.`);
  }
  return text;
}

function checkReplicas(text: string | undefined): string | undefined {
  try {
    readReplicas(text);
  } catch (error) {
    refuse("LIBSQL_REPLICAS", error instanceof Error ? error.message : "is wrong.");
  }
  return text;
}

function readDohUrl(text: string | undefined): string | undefined {
  const address = readUrl("DOH_URL", text, ["http:", "https:"]);
  if (address === undefined) return undefined;
  const url = new URL(address);
  if (url.protocol === "http:" && !isLoopback(url.hostname)) refuse("DOH_URL", "may be plain http on loopback only.");
  return address;
}

function readPublicUrl(text: string | undefined): string | undefined {
  const address = readUrl("PUBLIC_URL", text, ["http:", "https:"]);
  if (address === undefined) return undefined;
  const url = new URL(address);
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "" || url.username !== "") {
    refuse("PUBLIC_URL", "must be scheme, host and port alone, such as https://foyer.example.com.");
  }
  return url.origin;
}

function readSecret(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const secrets = text.split(",").map((secret) => secret.trim());
  if (secrets.length > 2 || secrets.some((secret) => secret.length < SECRET_LENGTH)) {
    refuse(
      "AUTH_SECRET",
      `must be at least ${SECRET_LENGTH} characters; while rotating, two such secrets, the new one first, with a comma between.`,
    );
  }
  return secrets.join(",");
}

function readSwitch(name: string, given: string | undefined, unset: "0" | "1"): boolean {
  const text = given ?? unset;
  if (text !== "0" && text !== "1") refuse(name, `must be 0 or 1, not "${text}".`);
  return text === "1";
}

function readScale(text = "1"): string {
  const scale = Number(text);
  if (!Number.isFinite(scale) || scale <= 0) {
    refuse("LIMITS_SCALE", `must be a number above 0 that every limit is multiplied with, not "${text}".`);
  }
  return text;
}

function readSeatsMax(text: string | undefined): string | undefined {
  if (text !== undefined && !/^[1-9]\d{0,8}$/.test(text)) {
    refuse("SEATS_MAX", `must be a whole number from 1, the most seats a plan may have, not "${text}".`);
  }
  return text;
}

function readProxies(text = ""): BlockList {
  const list = new BlockList();
  for (const entry of text.split(/[\s,]+/).filter(Boolean)) {
    const [address = "", bits] = entry.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    const most = family === "ipv6" ? 128 : 32;
    const prefix = Number(bits ?? most);
    if (isIP(address) === 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > most) {
      refuse("TRUSTED_PROXIES", `must list addresses or ranges such as 10.0.0.5 or 10.0.0.0/8; "${entry}" is neither.`);
    }
    list.addSubnet(address, prefix, family);
  }
  return list;
}
