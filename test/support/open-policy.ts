import type { SharePolicy } from "../../shared/policy/share-policy.ts";

/** A share policy that allows all there is. */
export const OPEN_POLICY: SharePolicy = {
  publicAllowed: true,
  passwordRequired: false,
  longestExpiryDays: null,
  downloadAllowed: true,
  guestsAllowed: "domains",
};
