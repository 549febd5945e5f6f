import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { Icon } from "./Icon.tsx";

/** Beside a list there is room for all; above one, what is seldom needed stands folded. */
const HAS_ROOM = "(min-width: 921px)";

/** A card whose content folds away under its title. */
export function FoldingCard({ title, children }: { title: string; children: ComponentChildren }) {
  const id = useId();
  // Once only: a window made narrower folds nothing under one's hands.
  const [beginsOpen] = useState(() => matchMedia(HAS_ROOM).matches);
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
