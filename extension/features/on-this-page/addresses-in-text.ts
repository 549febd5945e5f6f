import { type EmailAddress, parseEmailAddress } from "../../../shared/email-address.ts";

/** One more than an address may have before its `@`, so that a longer run is seen to be none (RFC 5321, 4.5.3.1.1). */
const LOCAL_MOST = 65;
const DOMAIN_MOST = 255;
/** Letters that addresses in running text are made of; what may besides stand in one is taken as punctuation. */
const BEFORE = /[\p{L}\p{M}\p{N}._+'&%-]+$/u;
const AFTER = /^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)+/u;

/** The addresses in running text, in their order. From each `@` outwards: a long page costs no more than its length. */
export function addressesInText(text: string): EmailAddress[] {
  const found: EmailAddress[] = [];
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
    const local = BEFORE.exec(text.slice(Math.max(0, at - LOCAL_MOST), at))?.[0].replace(/^[.']+/, "");
    const domain = AFTER.exec(text.slice(at + 1, at + 1 + DOMAIN_MOST))?.[0].replace(/-+$/, "");
    const address = local && domain && parseEmailAddress(`${local}@${domain}`);
    if (address) found.push(address);
  }
  return found;
}

/** Whom a `mailto:` link writes to, be it as a copy (RFC 6068, section 2). */
export function addressesInMailto(link: string): EmailAddress[] {
  const [to = "", fields = ""] = link.replace(/^mailto:/i, "").split("?");
  const copies = fields.split("&").flatMap((field) => {
    const [name = "", value = ""] = field.split("=");
    return /^(?:to|cc|bcc)$/i.test(name) ? [value] : [];
  });
  return [to, ...copies]
    .flatMap((list) => decoded(list).split(","))
    .flatMap((piece) => parseEmailAddress(piece) ?? addressesInText(piece));
}

/** A link written by hand may hold a bare percent sign. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
