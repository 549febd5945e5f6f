import type { Page } from "../../../shared/api/fields.ts";
import type { Member } from "../../../shared/api/members.ts";

const SHOWN = 6;
const PAUSE_MS = 200;

/** Finds members by what is typed, to be spoken to: who is chosen is named in the words and goes along by their id. */
export function wireMentions(section: HTMLElement): void {
  section.addEventListener("input", (event) => {
    const { target } = event;
    if (target instanceof HTMLInputElement && target.type === "search") later(target);
  });
  section.addEventListener("change", (event) => {
    const { target } = event;
    if (target instanceof HTMLInputElement && target.name === "mention") name(target);
  });
}

let pause: ReturnType<typeof setTimeout> | undefined;

function later(field: HTMLInputElement): void {
  clearTimeout(pause);
  pause = setTimeout(() => void find(field), PAUSE_MS);
}

async function find(field: HTMLInputElement): Promise<void> {
  const group = field.closest("[data-mention]");
  const found = group?.querySelector("[data-found]");
  const wanted = field.value.trim();
  if (!(group instanceof HTMLElement) || !found) return;
  const kept = [...found.querySelectorAll("label:has(:checked)")];
  const members = wanted === "" ? [] : await search(group.dataset.mention ?? "", wanted);
  if (field.value.trim() !== wanted) return;
  const chosen = new Set(kept.map((label) => label.querySelector("input")?.value));
  found.replaceChildren(...kept, ...members.filter(({ id }) => !chosen.has(id)).map(choice));
}

async function search(members: string, wanted: string): Promise<Member[]> {
  try {
    const answer = await fetch(`${members}?status=active&limit=${SHOWN}&q=${encodeURIComponent(wanted)}`);
    return answer.ok ? ((await answer.json()) as Page<Member>).items : [];
  } catch {
    return [];
  }
}

function choice({ id, name, email }: Member): HTMLElement {
  const label = document.createElement("label");
  const box = document.createElement("input");
  Object.assign(box, { type: "checkbox", name: "mention", value: id });
  label.append(box, ` ${name || email}`);
  return label;
}

/** Their name stands in the words, where everyone reads it. */
function name({ form, checked, parentElement }: HTMLInputElement): void {
  const words = form?.querySelector("textarea");
  const text = `@${parentElement?.textContent?.trim() ?? ""}`;
  if (words && checked && !words.value.includes(text)) words.value = `${words.value.trimEnd()} ${text} `.trimStart();
}
