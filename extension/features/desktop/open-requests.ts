import type { Notification } from "../../../shared/api/notifications.ts";

/** A request as the desktop shows it, under the id of the notification that told of it. */
export type ShownRequest =
  | { kind: "join"; id: string; workspaceId: string }
  | { kind: "access"; id: string; nodeId: string };

/** What a notification asks its reader to decide, while it is still to be decided. */
export function openRequestOf({ type, workspaceId, member, accessRequest }: Notification): ShownRequest | undefined {
  if (type === "join_request.received" && member?.status === "requested" && workspaceId !== null) {
    return { kind: "join", id: member.id, workspaceId };
  }
  if (type === "access_request.received" && accessRequest?.state === "open") {
    return { kind: "access", id: accessRequest.id, nodeId: accessRequest.nodeId };
  }
  return undefined;
}

/** Ids of notifications that were told of, and of them the requests that stand on the desktop. */
export type Desktop = { told: string[]; shown: Record<string, ShownRequest> };

/** So many are remembered; older ones are on no page that is read. */
const TOLD_MOST = 500;

export type News = { fresh: Notification[]; over: string[]; next: Desktop };

/**
 * What is new on a page of notifications: requests to be shown, and those shown that were decided meanwhile. A request
 * is told of once. At the first look nothing is new: it was there before anyone could have been told.
 */
export function compareWith(before: Desktop | null, page: Notification[]): News {
  const told = new Set(before?.told);
  const fresh = before ? page.filter((one) => !told.has(one.id) && one.readAt === null && openRequestOf(one)) : [];
  const open = new Set(page.filter(openRequestOf).map(({ id }) => id));
  const read = new Set(page.map(({ id }) => id));
  const shown = Object.entries(before?.shown ?? {});
  // One that has left the page may be open still: it stays until it is answered or clicked.
  const over = shown.flatMap(([id]) => (read.has(id) && !open.has(id) ? [id] : []));
  const next: Desktop = {
    told: [...new Set([...page.map(({ id }) => id), ...told])].slice(0, TOLD_MOST),
    shown: Object.fromEntries(shown.filter(([id]) => !over.includes(id))),
  };
  return { fresh, over, next };
}
