import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { hasRoom } from "./has-room.ts";
import { Icon } from "./Icon.tsx";

/** A card whose content folds away under its title. Beside a list there is room for all; above one it begins folded. */
export function FoldingCard({ title, children }: { title: string; children: ComponentChildren }) {
  const id = useId();
  // Once only: a window made narrower folds nothing under one's hands.
  const [beginsOpen] = useState(() => hasRoom.peek());
  return (
    <section class="card" aria-labelledby={id}>
      <details class="fold" open={beginsOpen}>
        <summary>
          <h2 id={id}>{title}</h2>
          <Icon name="chevron" />
        </summary>
        <div class="panel">{children}</div>
      </details>
    </section>
  );
}
