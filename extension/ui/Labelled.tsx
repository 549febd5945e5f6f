import type { ComponentChildren } from "preact";

/** Words to be seen above a control that carries its own name. */
export function Labelled({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="labelled">
      <span class="label" aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  );
}
