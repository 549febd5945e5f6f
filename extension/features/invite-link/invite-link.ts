import { signal } from "@preact/signals";
import * as v from "valibot";
import { type InviteLink, inviteLinkChange, LINK_ROLES, type LinkRole } from "../../../shared/api/invite-links.ts";
import type { Workspace } from "../../../shared/api/workspaces.ts";
import { answer, api } from "../../api.ts";
import { ApiProblem, asApiProblem } from "../../api-problem.ts";
import { inOrder } from "../../live/in-order.ts";
import { knownByWorkspace } from "../../session/known-by-workspace.ts";
import { knownInviteLinkItem } from "../../storage.ts";

const known = knownByWorkspace(knownInviteLinkItem);
/** A workspace's invite link; null where there is none. */
export const { of: inviteLinkOf, restore: restoreInviteLink } = known;
export const linkProblem = signal<ApiProblem | undefined>();
export const linkBusy = signal(false);

const begin = inOrder();

/** As the page begins to show it: what went wrong elsewhere is not said here. */
export function showInviteLink(workspaceId: string): Promise<void> {
  linkProblem.value = undefined;
  return loadInviteLink(workspaceId);
}

export async function loadInviteLink(workspaceId: string): Promise<void> {
  const isTaken = begin();
  try {
    const link = await answer(api.workspaces[":workspaceId"]["invite-link"].$get({ param: { workspaceId } }));
    if (isTaken()) await known.keep(workspaceId, link);
  } catch (error) {
    // Anything else: what was last known stays, and the lists beside it say what is wrong.
    const hasNone = error instanceof ApiProblem && error.code === "not_found";
    if (hasNone && isTaken()) await known.keep(workspaceId, null);
  }
}

/** The role a link gives unless said otherwise: the workspace's own choice, where a link may give it. */
export function usualLinkRole({ defaultRole }: Workspace): LinkRole {
  return LINK_ROLES.find((role) => role === defaultRole) ?? "viewer";
}

export type LinkWish = { role: LinkRole; expiresAt?: string | null; maxUses?: number | null };

/** Makes a link, and another in its place where there is one: the one before opens nothing any more. */
export async function makeInviteLink(workspaceId: string, wish: LinkWish): Promise<InviteLink | undefined> {
  if (!v.is(inviteLinkChange, wish)) {
    linkProblem.value = new ApiProblem("invalid_request");
    return undefined;
  }
  return change(async () => {
    const call = api.workspaces[":workspaceId"]["invite-link"].$put({ param: { workspaceId }, json: wish });
    const link = await answer(call);
    await known.keep(workspaceId, link);
    return link;
  });
}

export async function turnOffInviteLink(workspaceId: string): Promise<boolean> {
  const isOff = await change(async () => {
    await api.workspaces[":workspaceId"]["invite-link"].$delete({ param: { workspaceId } });
    await known.keep(workspaceId, null);
    return true;
  });
  return isOff ?? false;
}

async function change<Done>(work: () => Promise<Done>): Promise<Done | undefined> {
  if (linkBusy.value) return undefined;
  linkBusy.value = true;
  linkProblem.value = undefined;
  try {
    return await work();
  } catch (error) {
    linkProblem.value = asApiProblem(error);
    return undefined;
  } finally {
    // What is being read is older.
    begin()();
    linkBusy.value = false;
  }
}

export function forgetInviteLink(): void {
  known.forget();
  linkProblem.value = undefined;
}
