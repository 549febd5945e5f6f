import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/**
 * What goes while it has the focus hands it on: to an element, or by its id to one that others draw. A button that waits
 * is `aria-disabled` for that: one that is disabled has lost the focus by then.
 */
export function useFocusPassedOn(
  going: RefObject<HTMLElement | null>,
  to: RefObject<HTMLElement | null> | string,
): void {
  useLayoutEffect(() => {
    const element = going.current;
    return () => {
      if (!element?.contains(document.activeElement)) return;
      const next = typeof to === "string" ? document.getElementById(to) : to.current;
      next?.focus();
    };
  }, [going, to]);
}
