import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** What goes while it has the focus hands it on. */
export function useFocusPassedOn(going: RefObject<HTMLElement | null>, to: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = going.current;
    return () => {
      if (element?.contains(document.activeElement)) to.current?.focus();
    };
  }, [going, to]);
}
