import { browser } from "wxt/browser";
import type { Notification } from "../../../shared/api/notifications.ts";
import type { Translate } from "../../../shared/i18n/message.ts";
import { translator } from "../../../shared/i18n/translate.ts";
import { spokenLocale } from "../../spoken-locale.ts";
import { knownMeItem } from "../../storage.ts";
import { describeNotification } from "../notifications/describe-notification.ts";

const ICON = "/icon/128.png";
/** Under this id stands that there are several, each of which is told of in the list alone. */
export const SEVERAL = "several";

/** The browser knows all that is shown by one name; a server cannot speak in another's. */
export function notificationId(server: string, id: string): string {
  return `${server} ${id}`;
}

/** Of which server, and under which id of its own, something is shown. */
export function shownAs(name: string): { server: string; id: string } {
  const [server = "", id = ""] = name.split(" ");
  return { server, id };
}

async function speaker(server: string) {
  return translator(spokenLocale(await knownMeItem.of(server).getValue()));
}

/** Shows a request with what can be answered, where the browser has buttons. */
export async function showRequest(server: string, notification: Notification): Promise<void> {
  const { id, type, workspace } = notification;
  const title = workspace?.name ?? "Foyer";
  const t = await speaker(server);
  const yes = type === "join_request.received" ? t("home.approve") : t("ext.access.grant");
  const no = type === "join_request.received" ? t("home.deny") : t("ext.access.decline");
  await show(notificationId(server, id), title, describeNotification(t, notification), [yes, no]);
}

export async function showSeveral(server: string, count: number): Promise<void> {
  const t = await speaker(server);
  await show(notificationId(server, SEVERAL), "Foyer", t("ext.desktop.several", { count }));
}

/** Says in the place of a request why the answer to it did not count. */
export async function showRefusal(server: string, id: string, reason: (t: Translate) => string): Promise<void> {
  const t = await speaker(server);
  await show(notificationId(server, id), t("ext.desktop.refused"), reason(t));
}

async function show(id: string, title: string, message: string, buttons?: string[]): Promise<void> {
  const plain = { type: "basic" as const, iconUrl: ICON, title, message };
  if (!buttons) return void (await browser.notifications.create(id, plain));
  try {
    await browser.notifications.create(id, { ...plain, buttons: buttons.map((label) => ({ title: label })) });
  } catch {
    // Firefox has none, and takes nothing that names them.
    await browser.notifications.create(id, plain);
  }
}
