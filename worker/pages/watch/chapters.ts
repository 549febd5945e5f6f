import { type Part, partAt, partsOnPage } from "./parts.ts";
import { goTo, type Player } from "./player.ts";

/** Chapters lead to their moment without leaving the page, and the one that plays is named and marked. */
export function wireChapters(name: HTMLElement | null, player: Player): void {
  const parts = partsOnPage();
  if (parts.length === 0) return;
  const marks = [...document.querySelectorAll<SVGAElement>(".marks a")];
  const show = () => mark(partAt(parts, player.currentTime), parts, marks, name);
  for (const moment of ["timeupdate", "seeking", "seeked", "loadedmetadata"]) player.addEventListener(moment, show);
  for (const links of [parts.map(({ link }) => link), marks])
    for (const [n, link] of links.entries()) link.addEventListener("click", jump(parts[n]?.at ?? 0, player));
  show();
}

function jump(at: number, player: Player): (event: Event) => void {
  return (event) => {
    const { button, ctrlKey, metaKey, shiftKey } = event as MouseEvent;
    if (button !== 0 || ctrlKey || metaKey || shiftKey) return;
    event.preventDefault();
    goTo(player, at);
    player.scrollIntoView({ block: "nearest" });
  };
}

function mark(now: Part | undefined, parts: readonly Part[], marks: readonly SVGAElement[], name: HTMLElement | null) {
  for (const { link } of parts) {
    if (link === now?.link) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  for (const [n, link] of marks.entries()) link.toggleAttribute("data-now", now !== undefined && parts[n] === now);
  const title = now?.title ?? "";
  if (name && name.textContent !== title) name.textContent = title;
}
