import { signal } from "@preact/signals";
import type { Member } from "../../../shared/api/members.ts";
import type { Notification } from "../../../shared/api/notifications.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";

/** What the person signed in is told of, in every workspace, the newest first. */

const PAGE = 30;
const PAGE_MOST = 200;

export const notifications = signal<Notification[] | undefined>();
export const unread = signal(0);
export const notificationsProblem = signal<ApiProblem | undefined>();
export const nextNotifications = signal<string | null>(null);

/** Only the newest look counts: an answer that was overtaken is dropped. */
let looks = 0;
/** How many are being marked as read: what is read meanwhile may not know it yet. */
let marking = 0;

/** Reads the list from its start, as far as it is on screen, in place. */
export async function loadNotifications(): Promise<void> {
  const shown = notifications.value ?? [];
  await look(async () => {
    const page = await readPage(Math.min(PAGE_MOST, Math.max(PAGE, shown.length)));
    return () => {
      const beyond = page.nextCursor === null ? [] : shown.slice(page.items.length);
      notifications.value = [...page.items, ...beyond];
      if (beyond.length === 0) nextNotifications.value = page.nextCursor;
      unread.value = page.unread;
    };
  });
}

export async function loadMoreNotifications(): Promise<void> {
  const cursor = nextNotifications.value;
  if (cursor === null) return;
  await look(async () => {
    const page = await readPage(PAGE, cursor);
    return () => {
      const known = new Set(notifications.value?.map(({ id }) => id));
      notifications.value = [...(notifications.value ?? []), ...page.items.filter(({ id }) => !known.has(id))];
      nextNotifications.value = page.nextCursor;
      unread.value = page.unread;
    };
  });
}

async function look(read: () => Promise<() => void>): Promise<void> {
  const mine = ++looks;
  try {
    const show = await read();
    if (mine !== looks || marking > 0) return;
    show();
    notificationsProblem.value = undefined;
  } catch (error) {
    if (mine === looks) notificationsProblem.value = asApiProblem(error);
  }
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
    looks += 1;
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

export function forgetNotifications(): void {
  looks += 1;
  notifications.value = undefined;
  unread.value = 0;
  nextNotifications.value = null;
  notificationsProblem.value = undefined;
}
