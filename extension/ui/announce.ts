import { signal } from "@preact/signals";

/** What a screen reader is told besides what changed on screen. */
export const announcement = signal("");

export function announce(text: string): void {
  announcement.value = "";
  // A live region speaks when its text changes; the same words twice would be silent.
  setTimeout(() => {
    announcement.value = text;
  }, 30);
}
