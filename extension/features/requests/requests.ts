import { computed, effect, signal } from "@preact/signals";
import type { JoinRequest } from "../../../shared/api/join-requests.ts";
import { stayFresh } from "../../live/stay-fresh.ts";
import { mayInvite } from "../../session/belonging.ts";
import { current } from "../../session/me.ts";
import { signedIn } from "../../session/session.ts";
import { type KnownRequests, keepWhileSignedIn, knownRequestsItem } from "../../storage.ts";
import { readRequests } from "./read-requests.ts";

const LOOK_AGAIN = 10_000;

const known = signal<KnownRequests>({});
/** Decided here, or on the way: a list that was read before may still have them. */
const decided = signal<ReadonlySet<string>>(new Set());

/** Who waits in a workspace, the newest first; undefined until heard of. */
export function requestsOf(workspaceId: string): JoinRequest[] | undefined {
  return known.value[workspaceId]?.filter(({ id }) => !decided.value.has(id));
}

export async function restoreRequests(): Promise<void> {
  known.value = await knownRequestsItem.getValue();
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

let looks = 0;

export async function loadRequests(workspaceId: string): Promise<void> {
  const look = ++looks;
  try {
    const waiting = await readRequests(workspaceId);
    if (look === looks) await keep(workspaceId, waiting);
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
  const before = known.value[workspaceId] ?? [];
  await keep(
    workspaceId,
    before.filter((request) => request.id !== id),
  );
}

async function keep(workspaceId: string, waiting: JoinRequest[]): Promise<void> {
  if (!signedIn.peek()) return;
  known.value = { ...known.value, [workspaceId]: waiting };
  await keepWhileSignedIn(knownRequestsItem, known.value);
}

export function forgetRequests(): void {
  known.value = {};
  decided.value = new Set();
}
