import { disposableEmailBlocklist } from "disposable-email-domains-js";
import providers from "email-providers/all.json" with { type: "json" };
import { getDomain, getPublicSuffix } from "tldts";

/** Providers that the lists do not carry. */
const MORE = [
  "fastmail.com",
  "fastmail.fm",
  "tutanota.com",
  "tuta.com",
  "tuta.io",
  "posteo.de",
  "mailbox.org",
  "pm.me",
];

let known: ReadonlySet<string> | undefined;

/**
 * Whether a domain (A-label) gives addresses to anyone, free or disposable, or is a public suffix
 * (publicsuffix.org): never a company's own. A subdomain of such a provider is as public as the provider.
 */
export function isPublicEmailDomain(domain: string): boolean {
  const isSuffix = getPublicSuffix(domain, { allowPrivateDomains: true }) === domain;
  const registrable = getDomain(domain);
  return isSuffix || registrable === null || isProvider(domain) || isProvider(registrable);
}

function isProvider(domain: string): boolean {
  // Made once an isolate: some milliseconds, which a request that asks of hundreds must not pay for each.
  known ??= new Set([...providers, ...MORE, ...disposableEmailBlocklist()]);
  return known.has(domain);
}
