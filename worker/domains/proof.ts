import type { Settings } from "../env.ts";
import { mac, verifyMac } from "../secrets/derive.ts";
import { lookUpTxt } from "./look-up-txt.ts";

/**
 * What a domain's owner writes into DNS: `_foyer.<domain> TXT "foyer-domain-verification=…"`. The value is derived
 * from workspace and domain: one workspace's record proves nothing for another.
 */

const PURPOSE = "domain-proof";
const PREFIX = "foyer-domain-verification=";

export function proofName(domain: string): string {
  return `_foyer.${domain}`;
}

export async function proofValue(settings: Settings, workspaceId: string, domain: string): Promise<string> {
  return PREFIX + (await mac(settings, PURPOSE, `${workspaceId} ${domain}`));
}

/** Whether the workspace's record stands in DNS now; throws `DnsFailure` where nobody can tell. */
export async function findProof(settings: Settings, workspaceId: string, domain: string): Promise<boolean> {
  const values = await lookUpTxt(settings, proofName(domain));
  for (const value of values) {
    if (!value.startsWith(PREFIX)) continue;
    if (await verifyMac(settings, PURPOSE, `${workspaceId} ${domain}`, value.slice(PREFIX.length))) return true;
  }
  return false;
}
