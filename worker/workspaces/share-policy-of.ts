import type { SharePolicy } from "../../shared/policy/share-policy.ts";
import type { WorkspaceRow } from "./present.ts";

export function sharePolicyOf(row: WorkspaceRow): SharePolicy {
  return {
    publicAllowed: row.publicAllowed,
    passwordRequired: row.passwordRequired,
    longestExpiryDays: row.longestExpiryDays,
    downloadAllowed: row.downloadAllowed,
    guestsAllowed: row.guestsAllowed,
  };
}
