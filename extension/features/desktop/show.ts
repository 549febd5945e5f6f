import { browser } from "wxt/browser";
import type { Notification } from "../../../shared/api/notifications.ts";
import { translator } from "../../../shared/i18n/translate.ts";
import { spokenLocale } from "../../spoken-locale.ts";
import { knownMeItem } from "../../storage.ts";
import { describeNotification } from "../notifications/describe-notification.ts";

const ICON = "/icon/128.png";
/** Under this id stands that there are several, each of which is told of in the list alone. */
export const SEVERAL = "several";

async function speaker() {
  return translator(spokenLocale(await knownMeItem.getValue()));
}

/** Shows a request with what can be answered, where the browser has buttons. */
export async function showRequest(notification: Notification): Promise<void> {
  const { id, type, workspace } = notification;
  const title = workspace?.name ?? "Foyer";
  const t = await speaker();
  const yes = type === "join_request.received" ? t("home.approve") : t("ext.access.grant");
  const no = type === "join_request.received" ? t("home.deny") : t("ext.access.decline");
  await show(id, title, describeNotification(t, notification), [yes, no]);
}

export async function showSeveral(count: number): Promise<void> {
  const t = await speaker();
  await show(SEVERAL, "Foyer", t("ext.desktop.several", { count }));
}

/** Says in the place of a request why the answer to it did not count. */
export async function showRefusal(id: string, reason: (t: Awaited<ReturnType<typeof speaker>>) => string) {
  const t = await speaker();
  await show(id, t("ext.desktop.refused"), reason(t));
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
