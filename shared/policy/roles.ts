/** The four roles and what each lets one do. The one table of the product; see `docs/permissions.md`. */

export const ROLES = ["super_admin", "developer", "creator", "viewer"] as const;
export type Role = (typeof ROLES)[number];

export const CAPABILITIES = [
  "billing.manage",
  "security.manage",
  "members.manage",
  "settings.manage",
  "api.use",
  "content.create",
  "content.share",
  "content.view",
  "review",
] as const;
export type Capability = (typeof CAPABILITIES)[number];

const CAPABILITIES_OF: Record<Role, readonly Capability[]> = {
  super_admin: CAPABILITIES,
  developer: ["api.use", "content.create", "content.share", "content.view", "review"],
  creator: ["content.create", "content.share", "content.view", "review"],
  viewer: ["content.view", "review"],
};

/** What a role may do, as sent to clients under `abilities`. */
export function abilitiesOf(role: Role): Capability[] {
  return [...CAPABILITIES_OF[role]];
}

export function can(role: Role, capability: Capability): boolean {
  return CAPABILITIES_OF[role].includes(capability);
}

/** Nobody hands out a role with a capability they lack. */
export function mayHandOut(giver: Role, role: Role): boolean {
  return can(giver, "members.manage") && CAPABILITIES_OF[role].every((capability) => can(giver, capability));
}
