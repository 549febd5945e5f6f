import { computed, effect, signal } from "@preact/signals";
import type { JoinRequest } from "../../../shared/api/join-requests.ts";
import { inOrder } from "../../live/in-order.ts";
import { stayFresh } from "../../live/stay-fresh.ts";
import { mayInvite } from "../../session/belonging.ts";
import { knownByWorkspace } from "../../session/known-by-workspace.ts";
import { current } from "../../session/me.ts";
import { signedIn } from "../../session/session.ts";
import { knownRequestsItem } from "../../storage.ts";
import { readRequests } from "./read-requests.ts";

const LOOK_AGAIN = 10_000;

const known = knownByWorkspace(knownRequestsItem);
export const restoreRequests = known.restore;
/** Decided here, or on the way: a list that was read before may still have them. */
const decided = signal<ReadonlySet<string>>(new Set());

/** Who waits in a workspace, the newest first; undefined until heard of. */
export function requestsOf(workspaceId: string): JoinRequest[] | undefined {
  return known.of(workspaceId)?.filter(({ id }) => !decided.value.has(id));
}

/** Keeps the list of the workspace in view fresh, and with it the toolbar's badge, as long as the page is open. */
export function followRequests(): void {
  const deciding = computed(() => {
    const belonging = current.value;
    return signedIn.value && belonging && mayInvite(belonging) ? belonging.workspace.id : undefined;
  });
  effect(() => {
    const workspaceId = deciding.value;
    if (workspaceId === undefined) return;
    const look = () => loadRequests(workspaceId);
    void look();
    return stayFresh(workspaceId, LOOK_AGAIN, look);
  });
}

const beginLook = inOrder();

export async function loadRequests(workspaceId: string): Promise<void> {
  const isTaken = beginLook();
  try {
    const waiting = await readRequests(workspaceId);
    if (isTaken()) await known.keep(workspaceId, waiting);
  } catch {
    // The lists beside it say that the service is away; what was last known stays.
  }
}

/** Takes a request off the list before the server has answered. */
export function setAside(id: string): void {
  decided.value = new Set([...decided.value, id]);
}

/** Puts it back: the server refused. */
export function putBack(id: string): void {
  decided.value = new Set([...decided.value].filter((other) => other !== id));
}

/** Forgets one that was decided, so that the badge does not wait for the next look. */
export async function dropRequest(workspaceId: string, id: string): Promise<void> {
  const before = known.of(workspaceId) ?? [];
  await known.keep(
    workspaceId,
    before.filter((request) => request.id !== id),
  );
}

export function forgetRequests(): void {
  known.forget();
  decided.value = new Set();
}
