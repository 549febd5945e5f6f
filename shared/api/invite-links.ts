import * as v from "valibot";
import type { Role } from "../policy/roles.ts";
import { timeField } from "./fields.ts";

/** Roles a link may give: a Super Admin is made by name. */
export const LINK_ROLES = ["developer", "creator", "viewer"] as const satisfies Role[];
export type LinkRole = (typeof LINK_ROLES)[number];

export const INVITE_LINK_USES_MAX = 1_000_000;

/** `expiresAt` an ISO 8601 time to come; without it the link does not expire. */
export const inviteLinkChange = v.strictObject({
  role: v.picklist(LINK_ROLES, `Must be one of ${LINK_ROLES.join(", ")}.`),
  expiresAt: v.optional(v.nullable(timeField)),
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

/** A workspace's invite link; only whoever manages members sees its address. */
export type InviteLink = {
  url: string;
  role: LinkRole;
  /** People who came by it. */
  uses: number;
  maxUses: number | null;
  expiresAt: string | null;
  createdAt: string;
};

/** What whoever holds the link may know. */
export type InviteLinkPreview = { workspace: { name: string }; role: LinkRole };
