import { readFileSync } from "node:fs";

/**
 * Ranges that workerd counts as public and IANA does not: of special purpose, or carrying the address of another
 * (RFC 6052, 8215, 3056), and "any address" of IPv6, which leads to this machine.
 */
const NOT_PUBLIC = [
  "::/127",
  "64:ff9b::/96",
  "64:ff9b:1::/48",
  "100::/64",
  "2001:db8::/32",
  "2002::/16",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
];

/**
 * The network that webhooks are delivered over. workerd resolves a name and applies these rules to the address it is
 * about to connect to, so that a name cannot lead elsewhere than it did when it was looked at. Certificates are those
 * that browsers trust, and those in the file that `NODE_EXTRA_CA_CERTS` names.
 */
export function webhookNetwork(allowPrivate: boolean) {
  const extra = process.env.NODE_EXTRA_CA_CERTS;
  return {
    allow: allowPrivate ? ["public", "private"] : ["public"],
    deny: allowPrivate ? [] : NOT_PUBLIC,
    tlsOptions: {
      trustBrowserCas: true,
      trustedCertificates: extra ? certificatesIn(readFileSync(extra, "utf8")) : [],
    },
  };
}

function certificatesIn(pem: string): string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs) ?? [];
}
