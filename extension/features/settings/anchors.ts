import type { Section } from "./sections.ts";

/** What the address calls a section, so that the browser finds it by itself too. */
export function anchorOf(name: Section): string {
  return `settings/${name}`;
}

export function titleIdOf(name: Section): string {
  return `settings-${name}-title`;
}

/** Where the focus goes when what had it in a section is no longer there. */
export function focusSection(name: Section): void {
  document.getElementById(titleIdOf(name))?.focus();
}
