import { formatMoment, localTime } from "../../../shared/local-time.ts";
import { copyText } from "./copy.ts";
import type { Say } from "./player.ts";

/** What script adds to the controls of a share: its page's own address, the viewer's time zone, and a button to copy. */
export function wireSharing(sharing: HTMLElement, say: Say): void {
  // What was saved, or posted, is no place to lead anyone to or to load again.
  const { page = "" } = sharing.dataset;
  if (/[?&]saved=/.test(location.search) || location.pathname !== new URL(page, location.href).pathname)
    history.replaceState(null, "", page);
  showOwnZone(sharing);
  wireCopy(sharing, say);
}

/** As long as nobody has typed a time. */
function showOwnZone(sharing: HTMLElement): void {
  const until = sharing.querySelector<HTMLElement>("[data-until]");
  const [field, zone] = [input(sharing, "expires"), input(sharing, "zone")];
  if (!until || !field || !zone) return;
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const at = Date.parse(until.dataset.until ?? "");
  if (!Number.isNaN(at)) field.value = localTime(at, timeZone);
  zone.value = timeZone;
  const name = until.querySelector("[data-zone]");
  if (name) name.textContent = timeZone;
  showLongest(until.querySelector("time"), field, timeZone);
}

/** How long the workspace's policy lets it be open, by the same clock. */
function showLongest(longest: HTMLTimeElement | null, field: HTMLInputElement, timeZone: string): void {
  if (!longest) return;
  const at = Date.parse(longest.dateTime);
  longest.textContent = formatMoment(document.documentElement.lang, at, timeZone);
  if (field.max !== "") field.max = localTime(at, timeZone);
}

function wireCopy(sharing: HTMLElement, say: Say): void {
  const button = sharing.querySelector<HTMLButtonElement>("button[name=copy-share]");
  const link = sharing.querySelector<HTMLInputElement>("#link");
  if (!button || !link) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (!(await copyText(link.value, button, say))) link.select();
  });
}

function input(sharing: HTMLElement, name: string): HTMLInputElement | null {
  return sharing.querySelector<HTMLInputElement>(`input[name=${name}]`);
}
