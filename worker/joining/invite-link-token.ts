import type { Settings } from "../env.ts";
import { mac, verifyMac } from "../secrets/derive.ts";

const PURPOSE = "invite-link";

/** The secret of a shareable link, derived from its row's id; a rotated link is another row. */
async function makeLinkToken(settings: Settings, linkId: string): Promise<string> {
  const body = linkId.replace(/^lnk_/, "");
  return `${body}.${await mac(settings, PURPOSE, body)}`;
}

/** The link's address, `<base>/join/{token}`. */
export async function linkUrl(settings: Settings, linkId: string): Promise<string> {
  return `${settings.publicUrl}/join/${await makeLinkToken(settings, linkId)}`;
}

/** Which link a token speaks of; undefined for one that we did not make. */
export async function readLinkToken(settings: Settings, token: string): Promise<string | undefined> {
  const match = /^([0-9a-z]{26})\.([A-Za-z0-9_-]{43})$/.exec(token);
  if (!match) return undefined;
  const [, suffix = "", given = ""] = match;
  return (await verifyMac(settings, PURPOSE, suffix, given)) ? `lnk_${suffix}` : undefined;
}
