import { localTime } from "../../../shared/local-time.ts";
import type { ShareRow } from "../../shares/present.ts";
import type { SettingsTyped } from "./sharing-said.ts";

/** Until script knows the viewer's. */
const ZONE = "UTC";

/** The settings of a share as its form shows them. */
export function settingsOf(share: ShareRow): SettingsTyped {
  const guests = share.guests.map(({ guest }) => guest).join("\n");
  const at = share.expiresAt;
  const pinned = String(share.pinnedVersion ?? "");
  return {
    visibility: share.visibility,
    guests,
    expires: at === null ? "" : localTime(at, ZONE),
    zone: ZONE,
    pinned,
    was: { visibility: share.visibility, guests, expires: at === null ? "" : new Date(at).toISOString(), pinned },
  };
}
