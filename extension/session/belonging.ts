import type { Me } from "../../shared/api/accounts.ts";

export type Belonging = Me["memberships"][number];

/** The workspace in view: the one chosen last, else the first shared one, else one's own. */
export function chooseCurrent(belongings: Belonging[], workspaceId: string | null): Belonging | undefined {
  const active = belongings.filter(({ status }) => status === "active");
  return (
    active.find(({ workspace }) => workspace.id === workspaceId) ??
    active.find(({ workspace }) => workspace.kind === "shared") ??
    active[0]
  );
}

/** Whether this person brings people into the workspace: invites, approves, denies. */
export function mayInvite({ workspace }: Belonging): boolean {
  return workspace.kind === "shared" && workspace.abilities.includes("members.manage");
}
