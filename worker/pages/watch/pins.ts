import { goTo, type Player } from "./player.ts";

const SVG = "http://www.w3.org/2000/svg";
/** Of the strip's own units, which stretch. */
const WIDTH = 1_000;
const PIN = 7;

/** Marks below the picture where comments speak of it, for whoever points; the list is for everyone. */
export function showPins(list: HTMLElement, player: Player | null): void {
  const strip = document.querySelector<SVGElement>("[data-pins]");
  if (!strip || !player) return;
  const moments = [...list.querySelectorAll<HTMLAnchorElement>("li:not(.reply) a[data-at]")];
  strip.replaceChildren(...moments.map((moment) => pinOf(moment, Number(strip.dataset.pins), player)));
}

function pinOf(moment: HTMLAnchorElement, duration: number, player: Player): SVGElement {
  const at = Number(moment.dataset.at);
  const pin = document.createElementNS(SVG, "rect");
  const left = Math.min(WIDTH - PIN, (at / duration) * WIDTH);
  for (const [name, value] of Object.entries({ x: left, y: 0, width: PIN, height: 10, rx: 1 }))
    pin.setAttribute(name, String(value));
  const link = document.createElementNS(SVG, "a");
  link.setAttribute("href", moment.href);
  link.setAttribute("tabindex", "-1");
  const reaction = moment.closest("li")?.querySelector("[data-reaction]")?.textContent;
  if (reaction) {
    pin.setAttribute("class", "reaction");
    const title = document.createElementNS(SVG, "title");
    title.textContent = reaction;
    pin.append(title);
  }
  link.append(pin);
  link.addEventListener("click", (event) => {
    if ((event as MouseEvent).ctrlKey || (event as MouseEvent).metaKey) return;
    event.preventDefault();
    goTo(player, at);
  });
  return link;
}
