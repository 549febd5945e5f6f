import { Icon } from "../../ui/Icon.tsx";
import { toast } from "./toast.ts";

/** What just happened, for a few seconds, at the foot of the page. */
export function Toast() {
  const shown = toast.value;
  return (
    <div class="toast-place" role="status" aria-live="polite">
      {shown && (
        <div class={`toast ${shown.kind}`}>
          <Icon name={shown.kind === "done" ? "check" : "warning"} />
          {shown.text}
        </div>
      )}
    </div>
  );
}
