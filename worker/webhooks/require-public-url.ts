import ipaddr from "ipaddr.js";
import type { RequestContext } from "../context.ts";
import { askDns, type DnsAnswer, DnsFailure } from "../dns/ask-dns.ts";
import type { Settings } from "../env.ts";
import { Problem } from "../http/problem.ts";

/**
 * Refuses, as 400 at `/url`, plain http and whatever leads to no public address: one that stands there (in whatever way
 * it is written), a name that only this machine or network knows, a name that resolves to one. What a name leads to may
 * change: when something is delivered the network itself refuses. A name that cannot be looked up now is left to that.
 */
export async function requirePublicUrl(ctx: RequestContext, url: string): Promise<void> {
  if (ctx.settings.webhooksAllowPrivate) return;
  const { protocol, hostname } = new URL(url);
  if (protocol !== "https:") throw refused("https", "Must be an https URL.");
  const host = hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
  const addresses = ipaddr.isValid(host) ? [host] : await addressesOf(ctx, host);
  if (!addresses.every(isPublicAddress)) throw refused("private_address", "Must lead to a public address.");
}

/** Any address is public that is none of IANA's special-purpose ones; one that carries another is what it carries. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.process(address).range() === "unicast";
}

async function addressesOf({ settings, log }: RequestContext, host: string): Promise<string[]> {
  if (isLocalName(host)) throw refused("private_address", "Must lead to a public address.");
  try {
    const answers = await Promise.all([lookUp(settings, "A", host), lookUp(settings, "AAAA", host)]);
    return answers.flat();
  } catch (error) {
    if (!(error instanceof DnsFailure)) throw error;
    log.dns = error.message;
    return [];
  }
}

async function lookUp(settings: Settings, type: "A" | "AAAA", host: string): Promise<string[]> {
  const answers = await askDns(settings, type, host);
  return answers.flatMap((answer: DnsAnswer) => (answer.type === "A" || answer.type === "AAAA" ? [answer.data] : []));
}

/** Names that no public DNS knows: RFC 6761, 6762, 8375 and `internal`, set aside by ICANN in 2024. */
function isLocalName(host: string): boolean {
  return !host.includes(".") || /\.(localhost|local|internal|home\.arpa)$/.test(host);
}

function refused(code: string, detail: string): Problem {
  return new Problem("invalid_request", { errors: [{ pointer: "/url", code, detail }] });
}
