import * as v from "valibot";
import type { Role } from "../policy/roles.ts";
import type { inviteLink } from "./answers/invite-links.ts";
import { described, timeField } from "./fields.ts";

/** Roles a link may give: a Super Admin is made by name. */
export const LINK_ROLES = ["developer", "creator", "viewer"] as const satisfies Role[];
export type LinkRole = (typeof LINK_ROLES)[number];

export const INVITE_LINK_USES_MAX = 1_000_000;

/** `expiresAt` an ISO 8601 time to come; without it the link does not expire. */
export const inviteLinkChange = v.strictObject({
  role: v.picklist(LINK_ROLES, `Must be one of ${LINK_ROLES.join(", ")}.`),
  expiresAt: described(v.optional(v.nullable(timeField)), "Without it the link does not expire."),
  maxUses: v.optional(
    v.nullable(
      v.pipe(
        v.number("Must be a number."),
        v.integer("Must be a whole number."),
        v.minValue(1, "Must be at least 1."),
        v.maxValue(INVITE_LINK_USES_MAX, `Must be at most ${INVITE_LINK_USES_MAX}.`),
      ),
    ),
  ),
});

export type InviteLink = v.InferOutput<typeof inviteLink>;

/** What whoever holds the link may know. */
export type InviteLinkPreview = { workspace: { name: string }; role: LinkRole };
