import * as v from "valibot";
import { SEATS_HIGHEST } from "../limits.ts";
import type { Capability, Role } from "../policy/roles.ts";
import { nameField, roleField } from "./fields.ts";

export const WORKSPACE_KINDS = ["personal", "shared"] as const;
export type WorkspaceKind = (typeof WORKSPACE_KINDS)[number];

export const JOIN_POLICIES = ["invite_only", "request", "domain"] as const;
export type JoinPolicy = (typeof JOIN_POLICIES)[number];

export const GUESTS_ALLOWED = ["none", "addresses", "domains"] as const;
export const PLANS = ["free", "team", "enterprise"] as const;
export type PlanName = (typeof PLANS)[number];

export const workspaceCreation = v.strictObject({ name: nameField });

export const workspaceChange = v.strictObject({
  name: v.optional(nameField),
  defaultRole: v.optional(roleField),
  joinPolicy: v.optional(v.picklist(JOIN_POLICIES, `Must be one of ${JOIN_POLICIES.join(", ")}.`)),
});

export const planChange = v.strictObject({
  plan: v.optional(v.picklist(PLANS, `Must be one of ${PLANS.join(", ")}.`)),
  seats: v.pipe(
    v.number("Must be a number."),
    v.integer("Must be a whole number."),
    v.minValue(1, "Must be at least 1."),
    v.maxValue(SEATS_HIGHEST, `Must be at most ${SEATS_HIGHEST}.`),
  ),
});

export type SharePolicy = {
  publicAllowed: boolean;
  passwordRequired: boolean;
  longestExpiryDays: number | null;
  downloadAllowed: boolean;
  guestsAllowed: (typeof GUESTS_ALLOWED)[number];
};

export type Workspace = {
  id: string;
  kind: WorkspaceKind;
  name: string;
  joinPolicy: JoinPolicy;
  defaultRole: Role;
  sharePolicy: SharePolicy;
  /** What the caller may do here. */
  abilities: Capability[];
};

/** `occupied + held + free = seats`; invitations whose time is over hold nothing. */
export type Plan = { plan: PlanName; seats: number; occupied: number; held: number; free: number };
