import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type ApiProblem, asApiProblem } from "../api-problem.ts";

/** What the service answers of a list: some of its items in order, and where the next ones begin. */
export type Page<Item> = { items: Item[]; nextCursor: string | null };

/** How to read a list: `size` items a time, or `more` where one goes on, at most `most` of them in one call. */
type Source<Answer> = {
  size: number;
  more?: number;
  most: number;
  read(limit: number, cursor?: string): Promise<Answer>;
  /** Takes what the answer says besides its items. */
  take?(answer: Answer): void;
};

export type PagedList<Item> = {
  /** As far as it was read; undefined until then. */
  items: Signal<Item[] | undefined>;
  /** Null at its end. */
  nextCursor: ReadonlySignal<string | null>;
  problem: Signal<ApiProblem | undefined>;
  /** Reads it from its start, as far as it is on screen, in place. */
  refresh(): Promise<void>;
  /** Reads the next page to it. */
  more(): Promise<void>;
  /** Drops what is on its way. */
  drop(): void;
  /** Drops what is on its way; what is read next replaces all that is on screen. */
  renew(): void;
  forget(): void;
};

/** A list that grows a page at a time and is read anew while it is on screen. */
export function pagedList<Answer extends Page<{ id: string }>>(
  source: Source<Answer>,
): PagedList<Answer["items"][number]> {
  type Item = Answer["items"][number];
  const items = signal<Item[] | undefined>();
  const nextCursor = signal<string | null>(null);
  const problem = signal<ApiProblem | undefined>();
  /** Of looks at its start only the newest counts. */
  let looks = 0;
  let era = 0;
  let isOfBefore = false;
  let growing = false;

  async function refresh(): Promise<void> {
    const look = ++looks;
    try {
      const shown = isOfBefore ? 0 : (items.peek()?.length ?? 0);
      const page = await source.read(Math.min(source.most, Math.max(source.size, shown)));
      if (look !== looks) return;
      const beyond = isOfBefore ? [] : itemsBeyond(page, items.peek() ?? []);
      isOfBefore = false;
      items.value = [...page.items, ...beyond];
      if (beyond.length === 0) nextCursor.value = page.nextCursor;
      problem.value = undefined;
      source.take?.(page);
    } catch (error) {
      if (look === looks) problem.value = asApiProblem(error);
    }
  }

  async function more(): Promise<void> {
    const cursor = nextCursor.peek();
    if (cursor === null || growing) return;
    const mine = era;
    growing = true;
    try {
      const page = await source.read(source.more ?? source.size, cursor);
      // Looks meanwhile do no harm, unless they moved the end of the list.
      if (mine !== era || nextCursor.peek() !== cursor) return;
      items.value = joined(items.peek() ?? [], page.items);
      nextCursor.value = page.nextCursor;
      problem.value = undefined;
      source.take?.(page);
    } catch (error) {
      if (mine === era) problem.value = asApiProblem(error);
    } finally {
      growing = false;
    }
  }

  function drop(): void {
    looks += 1;
    era += 1;
  }

  function renew(): void {
    drop();
    isOfBefore = true;
  }

  function forget(): void {
    renew();
    items.value = undefined;
    nextCursor.value = null;
    problem.value = undefined;
  }

  return { items, nextCursor, problem, refresh, more, drop, renew, forget };
}

/** Each once. Of a long list only what comes to it is remembered. */
function joined<Item extends { id: string }>(shown: Item[], more: Item[]): Item[] {
  const fresh = new Set(more.map(({ id }) => id));
  const known = new Set(shown.filter(({ id }) => fresh.has(id)).map(({ id }) => id));
  return [...shown, ...more.filter(({ id }) => !known.has(id))];
}

/** Those on screen that come after a page read from the start; none once the page shows nothing of them. */
function itemsBeyond<Item extends { id: string }>(page: Page<Item>, shown: Item[]): Item[] {
  const last = page.items.at(-1);
  if (page.nextCursor === null || !last) return [];
  const fresh = new Set(page.items.map(({ id }) => id));
  const end = shown.findLastIndex(({ id }) => fresh.has(id));
  return end === -1 ? [] : shown.slice(end + 1);
}
