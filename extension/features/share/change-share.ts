import { signal } from "@preact/signals";
import type { ShareWithNode } from "../../../shared/api/shares.ts";
import type { Visibility } from "../../../shared/policy/share-access.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import {
  asked,
  isOfTab,
  keepChanged,
  keepShare,
  lastChanged,
  loadShare,
  type ShareWish,
  share,
  shareProblem,
  slug,
} from "./share.ts";

/** Why the last change was refused. */
export const refusal = signal<ApiProblem | undefined>();
/** Password is chosen and there is none: nothing is asked of the server before it is given. */
export const awaitsPassword = signal(false);

let lastTurn: Promise<unknown> = Promise.resolve();

/** Answers whether the server has confirmed it and nothing newer was wished meanwhile. */
export async function chooseVisibility(visibility: Visibility): Promise<boolean> {
  const known = share.value;
  if (!known) return false;
  refusal.value = undefined;
  awaitsPassword.value = visibility === "password" && !known.hasPassword;
  if (awaitsPassword.value) return false;
  const shown = asked.value?.visibility ?? known.visibility;
  return shown === visibility ? false : ask({ visibility });
}

/** Opens the share by this password alone; the one before opens nothing any more. */
export async function setPassword(password: string): Promise<boolean> {
  return ask({ visibility: "password", password });
}

/** Opens an ended share anew, under the same address, to no more than those who have access. */
export async function reopenShare(): Promise<boolean> {
  const known = share.value;
  if (!known) return false;
  refusal.value = undefined;
  try {
    const param = { nodeId: known.nodeId };
    const call = api.videos[":nodeId"].publish.$post({ param, json: { visibility: "restricted" } });
    await keepChanged(await answer(call));
    return true;
  } catch (error) {
    if (share.value?.id === known.id) refusal.value = asApiProblem(error);
    return false;
  }
}

/**
 * Shows the wish at once; the server confirms it, or it is taken back with the reason. One at a time, in their order, each
 * for the share that was in hand when it was wished.
 */
async function ask(wish: ShareWish): Promise<boolean> {
  const known = share.value;
  if (!known) return false;
  asked.value = wish;
  refusal.value = undefined;
  const turn = lastTurn.then(() => send(known.id, wish));
  lastTurn = turn;
  return turn;
}

async function send(shareId: string, wish: ShareWish): Promise<boolean> {
  const isLatest = () => asked.value === wish;
  if (!isLatest() && wish.password === undefined) return false;
  try {
    const call = api.shares[":shareId"].$patch({ param: { shareId }, json: wish });
    await keepChanged(await answer(call));
    if (wish.password !== undefined && share.value?.id === shareId) awaitsPassword.value = false;
    return isLatest();
  } catch (error) {
    if (isLatest()) await takeBack(asApiProblem(error));
    return false;
  } finally {
    if (isLatest()) asked.value = undefined;
  }
}

async function takeBack(problem: ApiProblem): Promise<void> {
  const known = share.value;
  if (problem.code === "password_required" && known) {
    // It was thought to have one: the field asks for it instead.
    await keepShare({ ...known, hasPassword: false });
    awaitsPassword.value = true;
    return;
  }
  refusal.value = problem;
  if (problem.code === "share_gone") {
    asked.value = undefined;
    await loadShare();
  }
}

/** Takes another share in hand: one that the page in front links to, or one of a list. */
export function showShare(found: ShareWithNode): void {
  showSlug(found.slug);
  share.value = found;
}

/** The same, of a share that is yet to be read. */
export function showSlug(linked: string): void {
  forgetShare();
  isOfTab.value = false;
  slug.value = linked;
}

export function forgetShare(): void {
  share.value = undefined;
  lastChanged.value = undefined;
  shareProblem.value = undefined;
  asked.value = undefined;
  refusal.value = undefined;
  awaitsPassword.value = false;
}
