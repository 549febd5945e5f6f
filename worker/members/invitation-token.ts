import type { Settings } from "../env.ts";
import { mac, verifyMac } from "../secrets/derive.ts";

const PURPOSE = "invitation";

/**
 * The secret of a mailed invitation, derived from the membership's id and its token version:
 * raising the version kills every token before. URL-safe; stands in a path and nowhere else in a URL.
 */
export async function makeInvitationToken(settings: Settings, membershipId: string, version: number): Promise<string> {
  const body = `${membershipId.replace(/^mbr_/, "")}.${version}`;
  return `${body}.${await mac(settings, PURPOSE, body)}`;
}

/** Which membership and version a token speaks of; undefined for one that we did not make. */
export async function readInvitationToken(
  settings: Settings,
  token: string,
): Promise<{ membershipId: string; version: number } | undefined> {
  const match = /^([0-9a-z]{26})\.(\d{1,9})\.([A-Za-z0-9_-]{43})$/.exec(token);
  if (!match) return undefined;
  const [, suffix = "", version = "", given = ""] = match;
  if (!(await verifyMac(settings, PURPOSE, `${suffix}.${version}`, given))) return undefined;
  return { membershipId: `mbr_${suffix}`, version: Number(version) };
}
