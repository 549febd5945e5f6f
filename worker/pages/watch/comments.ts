import { clockTime } from "../../../shared/watch/moment.ts";
import listStyles from "../comments/comment-list.css";
import { keepDrafts } from "./drafts.ts";
import { keepName, knownName } from "./keep.ts";
import { listenLive } from "./live.ts";
import { wireMentions } from "./mentions.ts";
import { showPins } from "./pins.ts";
import { goTo, type Player } from "./player.ts";

/** What a page shows at a time, and the most it asks for anew at once. */
const PAGE = 50;
const MOST = 200;

/** Brings the comments once the page is there, and sends what is said without leaving it. */
export class Comments {
  private readonly section: HTMLElement;
  private readonly list: HTMLElement;
  private readonly told: HTMLElement;
  private readonly player: Player | null;
  private lastRead = "";

  constructor(section: HTMLElement, list: HTMLElement, told: HTMLElement, player: Player | null) {
    this.section = section;
    this.list = list;
    this.told = told;
    this.player = player;
  }

  start(): void {
    this.section.addEventListener("submit", (event) => this.send(event));
    this.section.addEventListener("click", (event) => this.follow(event));
    const words = this.section.querySelector<HTMLTextAreaElement>("[data-speak] textarea");
    words?.addEventListener("focus", () => this.holdMoment());
    wireMentions(this.section);
    this.fillName();
    listenLive(this.section, { hear: () => this.hasNews(), catchUp: () => void this.read(false) });
    if (this.list.dataset.list === "here") {
      this.shown();
      return;
    }
    addStyles();
    if (document.readyState === "complete") void this.read();
    else window.addEventListener("load", () => void this.read());
  }

  /** As much of them as is shown already; unasked, nothing moves for whoever began to say something meanwhile. */
  async read(isAsked = true): Promise<void> {
    const limit = Math.min(MOST, Math.max(PAGE, this.list.querySelectorAll("li").length));
    const html = await this.fetched(`&limit=${limit}`);
    if (html === undefined || html === this.lastRead) return;
    if (!isAsked && this.isBusy()) return this.hasNews();
    this.lastRead = html;
    const putBack = keepDrafts(this.list);
    this.list.innerHTML = html;
    putBack();
    this.shown();
  }

  private news(): HTMLElement | null {
    return this.list.querySelector<HTMLElement>("[data-news]");
  }

  private isBusy(): boolean {
    return this.list.querySelector("details[open]") !== null || this.list.contains(document.activeElement);
  }

  /** Read at once, unless somebody is about to say something there: then once they ask for it. */
  private hasNews(): void {
    const news = this.news();
    if (!this.isBusy() || !news) return void this.read(false);
    news.hidden = false;
    news.onclick = () => void this.read().then(() => this.section.querySelector("h2")?.focus());
  }

  /** What the form has with script alone comes with the list, so that the page's first answer is without. */
  private fillForm(): void {
    const mention = this.list.querySelector("[data-for-form] > *");
    const form = this.section.querySelector("[data-speak]");
    if (mention && form && !form.querySelector(".mention")) form.querySelector(":scope > div")?.before(mention);
  }

  private shown(): void {
    this.fillForm();
    this.fillName();
    showPins(this.list, this.player);
  }

  private async fetched(query: string): Promise<string | undefined> {
    const address = new URL(this.section.dataset.comments ?? "", location.href);
    try {
      const answer = await fetch(`${address}${address.search === "" ? "?" : "&"}as=html${query}`, {
        headers: { Accept: "*/*" },
      });
      if (answer.ok) return await answer.text();
    } catch {
      // Said below.
    }
    this.told.textContent = this.told.dataset.failed ?? "";
    return undefined;
  }

  /** A comment is of the moment at which it was begun, unless they say another. */
  private holdMoment(): void {
    const { player } = this;
    const at = this.section.querySelector<HTMLInputElement>("[data-speak] [name=at]");
    if (!player || !at || at.value !== "" || player.currentTime === 0) return;
    player.pause();
    at.value = clockTime(player.currentTime);
  }

  private fillName(): void {
    const name = knownName();
    if (name === undefined) return;
    for (const field of this.section.querySelectorAll<HTMLInputElement>("[name=name]")) field.value ||= name;
  }

  private follow(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { at, more } = link.dataset;
    if (at !== undefined && this.player) {
      event.preventDefault();
      goTo(this.player, Number(at));
      this.player.scrollIntoView({ block: "nearest" });
    }
    if (more !== undefined) {
      event.preventDefault();
      void this.append(link, more);
    }
  }

  private async append(link: HTMLAnchorElement, cursor: string): Promise<void> {
    const html = await this.fetched(`&cursor=${encodeURIComponent(cursor)}`);
    if (html === undefined) return;
    const next = document.createElement("template");
    next.innerHTML = html;
    const items = [...next.content.querySelectorAll("li")];
    this.list.querySelector("ol")?.append(...items);
    const after = next.content.querySelector("[data-more]");
    if (after) link.replaceWith(after);
    else link.remove();
    items[0]?.focus();
    this.shown();
  }

  private send(event: SubmitEvent): void {
    const { target: form } = event;
    if (!(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
    if (button?.disabled) return;
    if (button) button.disabled = true;
    void this.sent(form, event.submitter).finally(() => {
      if (button) button.disabled = false;
    });
  }

  private async sent(form: HTMLFormElement, by: HTMLElement | null): Promise<void> {
    const said = new FormData(form, by);
    const reacts = said.has("reaction");
    // Of the moment that is playing: nobody stops for one.
    if (reacts && this.player && said.get("at") === "") said.set("at", clockTime(this.player.currentTime));
    const mentions = said.getAll("mention");
    said.delete("mention");
    if (mentions.length > 0) said.set("mentions", mentions.join(" "));
    const answer = await post(form.action, said);
    form.querySelector(".error")?.remove();
    if (!answer.ok) return this.refused(form, answer.why);
    const name = said.get("name");
    if (typeof name === "string") keepName(name);
    if (form.matches("[data-speak]") && !reacts) {
      form.reset();
      form.querySelector("[name=parent]")?.remove();
      form.querySelector("[data-found]")?.replaceChildren();
    }
    if (!reacts) closeAround(form);
    await this.read();
    this.told.textContent = this.news()?.dataset.sent ?? "";
    // Whoever went on to the next meanwhile stays with it.
    if (reacts || this.isBusy()) return;
    const item = answer.id === undefined ? null : document.getElementById(answer.id);
    (item ?? this.section.querySelector("h2"))?.focus();
  }

  private refused(form: HTMLFormElement, why: string | undefined): void {
    const error = document.createElement("p");
    error.className = "error";
    error.setAttribute("role", "alert");
    error.textContent = why ?? this.told.dataset.failed ?? "";
    form.prepend(error);
  }
}

/** What was sent is no draft any more. */
function closeAround(form: HTMLFormElement): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && form.contains(activeElement)) activeElement.blur();
  const opened = form.closest("details");
  if (opened) opened.open = false;
}

/** The rules of a list that no page has until it comes. */
function addStyles(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(listStyles);
  document.adoptedStyleSheets.push(sheet);
}

type Sent = { ok: true; id: string | undefined } | { ok: false; why: string | undefined };

async function post(address: string, said: FormData): Promise<Sent> {
  try {
    const fields = [...said].filter((field): field is [string, string] => typeof field[1] === "string");
    const answer = await fetch(address, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { Accept: "application/json" },
    });
    const body =
      answer.status === 204 ? {} : ((await answer.json()) as { id?: string; title?: string; detail?: string });
    return answer.ok ? { ok: true, id: body.id } : { ok: false, why: body.detail ?? body.title };
  } catch {
    return { ok: false, why: undefined };
  }
}

export function wireComments(player: Player | null): void {
  const section = document.querySelector<HTMLElement>("[data-comments]");
  const list = section?.querySelector<HTMLElement>("[data-list]");
  const told = section?.querySelector<HTMLElement>("[data-told]");
  if (section && list && told) new Comments(section, list, told, player).start();
}
