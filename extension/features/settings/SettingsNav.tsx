import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../../language.ts";
import { section } from "../manage/place.ts";
import { anchorOf } from "./anchors.ts";
import { groupTitleOf, titleOf } from "./describe-section.ts";
import type { Section, sectionsFor } from "./sections.ts";

/** How far below the top of the window a section is taken to be the one read. */
const READ_AT = 180;

/** The sections beside what they hold, the one being read marked. */
export function SettingsNav({ groups }: { groups: ReturnType<typeof sectionsFor> }) {
  const read = useSignal<Section | undefined>(undefined);
  const names = groups.flatMap(({ sections }) => sections);
  useEffect(() => {
    const stopper = new AbortController();
    const look = () => {
      read.value = sectionRead(names);
    };
    look();
    window.addEventListener("scroll", look, { signal: stopper.signal, passive: true });
    return () => stopper.abort();
  }, [names.join()]);
  return (
    <nav class="settings-nav" aria-label={t("ext.settings.title")}>
      {groups.map(({ group, sections }) => (
        <div key={group}>
          <p class="small muted" id={`nav-${group}`}>
            {groupTitleOf(group)}
          </p>
          <ul aria-labelledby={`nav-${group}`}>
            {sections.map((name) => (
              <li key={name}>
                <a href={`#${anchorOf(name)}`} aria-current={name === read.value ? "location" : undefined}>
                  {titleOf(name)}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** The one asked for while all of it is in view, else the last that has come up to the eye. */
function sectionRead(names: readonly Section[]): Section | undefined {
  const boxOf = (name: Section) => document.getElementById(anchorOf(name))?.getBoundingClientRect();
  const asked = section.peek();
  const box = asked && boxOf(asked);
  if (box && box.top >= 0 && box.bottom <= window.innerHeight) return asked;
  return names.findLast((name) => (boxOf(name)?.top ?? Number.POSITIVE_INFINITY) <= READ_AT) ?? names[0];
}
