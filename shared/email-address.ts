import { EMAIL_MAX } from "./limits.ts";

export type EmailAddress = {
  /** As it is mailed to: the local part as typed, the domain as its A-label. */
  address: string;
  /** As it is compared: NFC, local part lower-cased, domain as its A-label. */
  key: string;
  /** The domain's A-label (RFC 5890). */
  domain: string;
};

const LOCAL_PART = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const LOCAL_PART_MAX = 64;

/**
 * Reads an e-mail address (RFC 5321 dot-string form, RFC 6531 letters allowed).
 * Plus-tags and dots are kept: another address is another person.
 * Answers undefined for what is not an address; quoted local parts and address literals are not taken.
 */
export function parseEmailAddress(input: string): EmailAddress | undefined {
  const text = input.trim().normalize("NFC");
  const at = text.lastIndexOf("@");
  const local = text.slice(0, at);
  if (at < 1 || local.length > LOCAL_PART_MAX || !LOCAL_PART.test(local)) return undefined;

  const domain = toALabel(text.slice(at + 1));
  if (domain === undefined) return undefined;

  const address = `${local}@${domain}`;
  if (address.length > EMAIL_MAX) return undefined;
  return { address, key: `${local.toLowerCase().normalize("NFC")}@${domain}`, domain };
}

/** A domain as people write it, as its A-label: `Acme.com.`, `@acme.com`, `bücher.example`; undefined for what is none. */
export function parseDomain(text: string): string | undefined {
  return parseEmailAddress(`a@${text.trim().replace(/^@/, "").replace(/\.$/, "")}`)?.domain;
}

/** The domain of an address as it is compared. */
export function domainOfKey(key: string): string {
  return key.slice(key.lastIndexOf("@") + 1);
}

/** Hides most of an address from someone it may not belong to: `a…@example.com`. */
export function maskEmailAddress(address: string): string {
  const at = address.lastIndexOf("@");
  const [first = ""] = address;
  return `${first}…${address.slice(at)}`;
}

function toALabel(domain: string): string | undefined {
  if (/[\s/\\?#:@[\]%]/.test(domain)) return undefined;
  let host: string;
  try {
    host = new URL(`http://${domain}`).hostname;
  } catch {
    return undefined;
  }
  const labels = host.split(".");
  const top = labels.at(-1) ?? "";
  if (labels.length < 2 || /^\d+$/.test(top)) return undefined;
  return labels.every((label) => LABEL.test(label)) ? host : undefined;
}
