import type { Me } from "../../shared/api/accounts.ts";

export type Belonging = Me["memberships"][number];

/** The workspace in view: the one chosen last, else the first shared one, else one's own. */
export function chooseCurrent(belongings: Belonging[], workspaceId: string | null): Belonging | undefined {
  const open = belongings.filter(isOpen);
  return (
    open.find(({ workspace }) => workspace.id === workspaceId) ??
    open.find(({ workspace }) => workspace.kind === "shared") ??
    open[0]
  );
}

/** Whether one may work there now: active, and not asked to sign in anew. */
export function isOpen({ status, mustSignIn }: Belonging): boolean {
  return status === "active" && !mustSignIn;
}

/** Whether this person brings people into the workspace: invites, approves, denies. */
export function mayInvite({ workspace }: Belonging): boolean {
  return workspace.kind === "shared" && workspace.abilities.includes("members.manage");
}
