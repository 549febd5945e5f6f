import { signal } from "@preact/signals";
import type { Workspace } from "../../../shared/api/workspaces.ts";
import type { Role } from "../../../shared/policy/roles.ts";

/** The roles chosen for people who ask to join, before they are let in. */
const chosen = signal<Record<string, Role>>({});

/** The role that approving gives: the one chosen here, else the workspace's own choice. */
export function approvalRole({ defaultRole }: Workspace, membershipId: string): Role {
  return chosen.value[membershipId] ?? defaultRole;
}

export function chooseApprovalRole(membershipId: string, role: Role): void {
  chosen.value = { ...chosen.value, [membershipId]: role };
}
