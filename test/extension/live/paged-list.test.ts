import { beforeEach, describe, expect, test } from "vitest";
import { ApiProblem } from "../../../extension/api-problem.ts";
import { type PagedList, pagedList } from "../../../extension/live/paged-list.ts";

/** A service's list: `stock` from newest to oldest, its cursor the last item's number; answers wait to be let go. */
type Item = { id: string };
type Answer = { items: Item[]; nextCursor: string | null; total: number };

let stock: number[];
let waiting: { limit: number; go(): void; fail(): void }[];
let totals: number[];
let list: PagedList<Item>;

beforeEach(() => {
  stock = downFrom(40);
  waiting = [];
  totals = [];
  list = pagedList<Answer>({ size: 10, most: 20, read, take: ({ total }) => totals.push(total) });
});

/** Reads the stock as it is when it is asked. */
function read(limit: number, cursor?: string): Promise<Answer> {
  const after = cursor === undefined ? stock : stock.filter((n) => n < Number(cursor));
  const items = after.slice(0, limit).map((n) => ({ id: String(n) }));
  const nextCursor = after.length > limit ? (items.at(-1)?.id ?? null) : null;
  const answer = { items, nextCursor, total: stock.length };
  return new Promise((resolve, reject) => {
    waiting.push({ limit, go: () => resolve(answer), fail: () => reject(new ApiProblem("offline")) });
  });
}

async function letGo(which = 0): Promise<void> {
  waiting.splice(which, 1)[0]?.go();
  await new Promise((resolve) => setImmediate(resolve));
}

const downFrom = (n: number) => Array.from({ length: n }, (_, at) => n - at);
const shown = () => list.items.value?.map(({ id }) => Number(id));

async function readPages(pages: number): Promise<void> {
  void list.refresh();
  await letGo();
  for (let page = 1; page < pages; page++) {
    void list.more();
    await letGo();
  }
}

describe("a list read a page at a time", () => {
  test("grows to its end", async () => {
    await readPages(4);
    expect(shown()).toEqual(stock);
    expect(list.nextCursor.value).toBeNull();
    void list.more();
    expect(waiting).toHaveLength(0);
    expect(totals).toEqual([40, 40, 40, 40]);
  });

  test("a look that comes and goes while the next page is on its way does not cost it", async () => {
    await readPages(1);
    for (const lookFirst of [true, false]) {
      const before = shown()?.length ?? 0;
      void list.more();
      stock = [(stock[0] ?? 0) + 1, ...stock];
      void list.refresh();
      await letGo(lookFirst ? 1 : 0);
      await letGo();
      expect(shown()?.length).toBeGreaterThanOrEqual(before + 10);
      expect(shown()).toEqual(stock.slice(0, shown()?.length));
    }
  });

  test("asked twice for more, it asks once", async () => {
    await readPages(1);
    void list.more();
    void list.more();
    expect(waiting).toHaveLength(1);
  });

  test("a look reads as much as is on screen, and keeps what is beyond one call", async () => {
    await readPages(3);
    stock = [42, 41, ...stock];
    void list.refresh();
    expect(waiting[0]?.limit).toBe(20);
    await letGo();
    expect(shown()).toEqual(stock.slice(0, 32));
    void list.more();
    await letGo();
    expect(shown()).toEqual(stock);
  });

  test("more news than a call holds begins the list anew, with no gap", async () => {
    await readPages(1);
    void list.more();
    stock = downFrom(60);
    void list.refresh();
    await letGo(1);
    await letGo();
    expect(shown()).toEqual(stock.slice(0, 10));
    void list.more();
    await letGo();
    expect(shown()).toEqual(stock.slice(0, 20));
  });

  test("what is gone disappears, at the end too", async () => {
    await readPages(2);
    stock = stock.filter((n) => n % 2 === 0);
    void list.refresh();
    await letGo();
    expect(shown()).toEqual(stock);
    expect(list.nextCursor.value).toBeNull();
  });

  test("of two looks the newer counts, whichever answers first", async () => {
    await readPages(1);
    void list.refresh();
    stock = [41, ...stock];
    void list.refresh();
    await letGo(1);
    await letGo();
    expect(shown()?.[0]).toBe(41);
  });

  test("dropped, what is on its way changes nothing; forgotten, nothing is left", async () => {
    await readPages(1);
    const before = shown();
    void list.more();
    stock = [41, ...stock];
    void list.refresh();
    list.drop();
    await letGo();
    await letGo();
    expect(shown()).toEqual(before);
    list.forget();
    expect([shown(), list.nextCursor.value, list.problem.value]).toEqual([undefined, null, undefined]);
  });

  test("renewed, what was on screen stays until the first answer, and then goes whole", async () => {
    await readPages(2);
    list.renew();
    stock = [9, 8];
    void list.refresh();
    expect(shown()).toHaveLength(20);
    expect(waiting[0]?.limit).toBe(10);
    await letGo();
    expect(shown()).toEqual([9, 8]);
  });

  test("what comes next and is refused is told of; read in the end, it takes that back", async () => {
    await readPages(1);
    void list.more();
    waiting.splice(0, 1)[0]?.fail();
    await expect.poll(() => list.problem.value?.code).toBe("offline");
    expect(shown()).toHaveLength(10);
    void list.more();
    await letGo();
    expect([shown()?.length, list.problem.value]).toEqual([20, undefined]);
  });

  test("a look that fails is told of and loses nothing; the next good one takes it back", async () => {
    await readPages(2);
    void list.refresh();
    waiting.splice(0, 1)[0]?.fail();
    await expect.poll(() => list.problem.value?.code).toBe("offline");
    expect(shown()).toHaveLength(20);
    void list.refresh();
    await letGo();
    expect(list.problem.value).toBeUndefined();
  });
});
