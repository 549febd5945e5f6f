import { signal } from "@preact/signals";
import * as v from "valibot";
import { type InviteLink, inviteLinkChange, LINK_ROLES, type LinkRole } from "../../../shared/api/invite-links.ts";
import type { Workspace } from "../../../shared/api/workspaces.ts";
import { answer, api } from "../../api.ts";
import { ApiProblem, asApiProblem } from "../../api-problem.ts";
import { signedIn } from "../../session/session.ts";
import { keepWhileSignedIn, knownInviteLinkItem } from "../../storage.ts";

const known = signal<Record<string, InviteLink | null>>({});
export const linkProblem = signal<ApiProblem | undefined>();
export const linkBusy = signal(false);

/** A workspace's invite link; null where there is none, undefined until heard of. */
export function inviteLinkOf(workspaceId: string): InviteLink | null | undefined {
  return known.value[workspaceId];
}

export async function restoreInviteLink(): Promise<void> {
  known.value = await knownInviteLinkItem.getValue();
}

export async function loadInviteLink(workspaceId: string): Promise<void> {
  try {
    const link = await answer(api.workspaces[":workspaceId"]["invite-link"].$get({ param: { workspaceId } }));
    await keep(workspaceId, link);
  } catch (error) {
    // Anything else: what was last known stays, and the lists beside it say what is wrong.
    if (error instanceof ApiProblem && error.code === "not_found") await keep(workspaceId, null);
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
    await keep(workspaceId, link);
    return link;
  });
}

export async function turnOffInviteLink(workspaceId: string): Promise<boolean> {
  const isOff = await change(async () => {
    await api.workspaces[":workspaceId"]["invite-link"].$delete({ param: { workspaceId } });
    await keep(workspaceId, null);
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
    linkBusy.value = false;
  }
}

async function keep(workspaceId: string, link: InviteLink | null): Promise<void> {
  if (!signedIn.peek()) return;
  known.value = { ...known.value, [workspaceId]: link };
  await keepWhileSignedIn(knownInviteLinkItem, known.value);
}

export function forgetInviteLink(): void {
  known.value = {};
  linkProblem.value = undefined;
}
