import type { ComponentChildren } from "preact";
import { Icon } from "./Icon.tsx";

type NoticeProps = {
  kind: "problem" | "hint";
  children: ComponentChildren;
  action?: { label: string; run: () => void };
};

/** Something to know, or something that went wrong and what to do about it. */
export function Notice({ kind, children, action }: NoticeProps) {
  return (
    <div class={`notice ${kind}`} role={kind === "problem" ? "alert" : undefined}>
      {kind === "problem" && <Icon name="warning" />}
      <div class="notice-text">{children}</div>
      {action && (
        <button type="button" class="button" onClick={action.run}>
          {action.label}
        </button>
      )}
    </div>
  );
}
