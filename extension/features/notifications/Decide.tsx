import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { useFocusPassedOn } from "../../ui/use-focus-passed-on.ts";

/** What answers something that one was told of, as long as it waits for that. */
export function Decide({ children }: { children: ComponentChildren }) {
  const answers = useRef<HTMLDivElement>(null);
  useFocusPassedOn(answers, "notifications-title");
  return (
    <div ref={answers} class="decide">
      {children}
    </div>
  );
}
