import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** Browsers take the focus from what is disabled: it comes back with being enabled, unless it is elsewhere by then. */
export function useFocusKept(control: RefObject<HTMLElement | null>, isDisabled: boolean): void {
  const had = useRef(false);
  useLayoutEffect(() => {
    if (isDisabled) had.current = document.activeElement === control.current;
    else if (had.current && document.activeElement === document.body) control.current?.focus();
  }, [control, isDisabled]);
}
