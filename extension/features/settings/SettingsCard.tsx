import { useSignal, useSignalEffect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { hasRoom } from "../../ui/has-room.ts";
import { Icon } from "../../ui/Icon.tsx";
import { section } from "../manage/place.ts";
import { anchorOf, titleIdOf } from "./anchors.ts";
import { titleOf } from "./describe-section.ts";
import { leadTo } from "./lead-to.ts";
import type { Section } from "./sections.ts";

type SettingsCardProps = {
  name: Section;
  /** What it is about, in a sentence. */
  note?: string;
  /** Beside the title. */
  action?: ComponentChildren;
  children?: ComponentChildren;
};

/** A section of the settings. Where there is little room it stands folded; the address opens it and leads there. */
export function SettingsCard({ name, note, action, children }: SettingsCardProps) {
  const card = useRef<HTMLElement>(null);
  const isOpen = useSignal(false);
  useSignalEffect(() => {
    if (section.value !== name) return;
    isOpen.value = true;
    if (card.current) leadTo(card.current);
    document.getElementById(titleIdOf(name))?.focus({ preventScroll: true });
  });
  const title = titleOf(name);
  const folds = !hasRoom.value;
  const bodyId = `${titleIdOf(name)}-body`;
  return (
    <section ref={card} id={anchorOf(name)} class="card settings-card" aria-labelledby={titleIdOf(name)}>
      <div class="settings-head">
        {folds ? (
          <h3>
            <button
              type="button"
              class="unfold"
              id={titleIdOf(name)}
              aria-expanded={isOpen.value}
              aria-controls={bodyId}
              onClick={() => {
                isOpen.value = !isOpen.value;
              }}
            >
              {title}
              <Icon name="chevron" />
            </button>
          </h3>
        ) : (
          <h3 id={titleIdOf(name)} tabIndex={-1}>
            {title}
          </h3>
        )}
        {(!folds || isOpen.value) && action}
      </div>
      <div class="panel" id={bodyId} hidden={folds && !isOpen.value}>
        {note !== undefined && <p class="small muted">{note}</p>}
        {children}
      </div>
    </section>
  );
}
