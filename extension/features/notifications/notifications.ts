import { signal } from "@preact/signals";
import type { Member } from "../../../shared/api/members.ts";
import type { Notification } from "../../../shared/api/notifications.ts";
import type { AccessOutcome } from "../../../shared/problem.ts";
import { answer, api } from "../../api.ts";
import { asApiProblem } from "../../api-problem.ts";
import { pagedList } from "../../live/paged-list.ts";

/** What the person signed in is told of, in every workspace, the newest first. */

export const unread = signal(0);

/** How many are being marked as read: what is read meanwhile may not know it yet. */
let marking = 0;

const list = pagedList({
  size: 30,
  most: 200,
  read: readPage,
  take: (page) => {
    unread.value = page.unread;
  },
});
export const {
  items: notifications,
  nextCursor: nextNotifications,
  problem: notificationsProblem,
  more: loadMoreNotifications,
} = list;

/** Reads the list from its start, as far as it is on screen, in place. */
export async function loadNotifications(): Promise<void> {
  if (marking === 0) await list.refresh();
}

function readPage(limit: number, cursor?: string) {
  const query = { limit: String(limit), ...(cursor === undefined ? {} : { cursor }) };
  return answer(api.notifications.$get({ query }));
}

/** Marks these, or all there are, as read: at once here, and taken back where the server refuses. */
export async function markRead(ids?: string[]): Promise<void> {
  const before = { notifications: notifications.value, unread: unread.value };
  const readAt = new Date().toISOString();
  marking += 1;
  list.drop();
  const isMeant = ({ id }: Notification) => ids === undefined || ids.includes(id);
  notifications.value = before.notifications?.map((one) =>
    isMeant(one) ? { ...one, readAt: one.readAt ?? readAt } : one,
  );
  if (ids === undefined) unread.value = 0;
  try {
    await api.notifications.read.$post({ json: ids === undefined ? {} : { ids } });
  } catch (error) {
    notifications.value = before.notifications;
    unread.value = before.unread;
    notificationsProblem.value = asApiProblem(error);
    return;
  } finally {
    list.drop();
    marking -= 1;
  }
  await loadNotifications();
}

/** A membership as it is now, wherever it is told of. */
export function showMember(member: Member): void {
  notifications.value = notifications.value?.map((one) =>
    one.membershipId === member.id && one.member ? { ...one, member: { ...one.member, ...member } } : one,
  );
}

/** What was decided of a request for access, wherever it is told of. */
export function showAccessOutcome(id: string, state: AccessOutcome): void {
  notifications.value = notifications.value?.map((one) =>
    one.accessRequest?.id === id ? { ...one, accessRequest: { ...one.accessRequest, state } } : one,
  );
}

export function forgetNotifications(): void {
  list.forget();
  unread.value = 0;
}
