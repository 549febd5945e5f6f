import type { EmailAddress } from "../../../shared/email-address.ts";
import { addressesInMailto, addressesInText } from "./addresses-in-text.ts";

/** What is looked for: addresses on these domains (A-labels), and links to this server. */
export type Wanted = { domains: string[]; server: string };

/** All that leaves a page. `isClosed`: the browser shows a file there which it lets nobody read. */
export type PageReading = { addresses: string[]; links: string[]; isClosed: boolean };

/** Where webmail, calendars and directories write down whom they show by name alone. */
const ATTRIBUTES = [
  "email",
  "data-email",
  "data-email-address",
  "data-user-email",
  "data-address",
  "data-hovercard-id",
  "data-smtp-address",
  "title",
  "aria-label",
];
const MAILTO = 'a[href^="mailto:" i]';
const CARRIERS = [MAILTO, ...ATTRIBUTES.map((name) => `[${name}*="@"]`)].join();

/**
 * Reads the page that it runs in, once: text and marks that can be seen, in what frames and open shadow trees of it this
 * runs for. Every address that is not on a wanted domain is dropped here, before anything leaves the page.
 */
export function readPage({ domains, server }: Wanted): PageReading {
  const ours = new Map<string, string>();
  const links = new Set<string>();
  for (const root of rootsIn(document)) {
    for (const { key, address, domain } of addressesIn(root)) {
      if (domains.includes(domain) && !ours.has(key)) ours.set(key, address);
    }
    for (const link of root.querySelectorAll<HTMLAnchorElement>("a[href]")) {
      if (link.href.startsWith(`${server}/`)) links.add(link.href);
    }
  }
  return {
    addresses: [...ours.values()],
    links: [...links],
    isClosed: document.contentType === "application/pdf",
  };
}

function addressesIn(root: Document | ShadowRoot): EmailAddress[] {
  const tops = root instanceof Document ? [root.body] : [...root.children];
  const text = tops.map((top) => (top instanceof HTMLElement ? top.innerText : "")).join("\n");
  const marked = [...root.querySelectorAll(CARRIERS)]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .flatMap(addressesOn);
  return [...addressesInText(text), ...marked];
}

function addressesOn(element: Element): EmailAddress[] {
  const link = element.matches(MAILTO) ? addressesInMailto(element.getAttribute("href") ?? "") : [];
  return [...link, ...ATTRIBUTES.flatMap((name) => addressesInText(element.getAttribute(name) ?? ""))];
}

/** The document and every open shadow tree in it. */
function* rootsIn(root: Document | ShadowRoot): Generator<Document | ShadowRoot> {
  yield root;
  for (const { shadowRoot } of root.querySelectorAll("*")) {
    if (shadowRoot) yield* rootsIn(shadowRoot);
  }
}
