import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

let isPassedOn = false;

/** What was pressed goes with what it gave up: what is in view next has the focus then. */
export function passFocusOn(): void {
  isPassedOn = true;
}

/** Takes the focus where it was passed on. */
export function useFocusNext(to: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (isPassedOn) to.current?.focus();
    isPassedOn = false;
  }, [to]);
}
