import { signal } from "@preact/signals";

/** Whether there is room for more than one column. */
const WIDE = matchMedia("(min-width: 921px)");

export const hasRoom = signal(WIDE.matches);

WIDE.addEventListener("change", () => {
  hasRoom.value = WIDE.matches;
});
