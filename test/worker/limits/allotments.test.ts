import { beforeEach, describe, expect, test } from "vitest";
import { Allotments } from "../../../worker/limits/allotments.ts";
import type { GrantAsked } from "../../../worker/limits/charge.ts";
import { handOut, type Window } from "../../../worker/limits/hand-out.ts";

const LIMIT = 100;
const ADVANCE = 2;
const WINDOW_MS = 60_000;
const BUDGET = "calls:key:one";

let now: number;
let window: Window | undefined;
let asked: Omit<GrantAsked, "key">[];
let held: Promise<unknown>[];
let isDown: boolean;
/** The way to the limiter; the way back takes no time. */
let travels: (() => Promise<void>) | undefined;

beforeEach(() => {
  now = 1_000_000;
  window = undefined;
  asked = [];
  held = [];
  isDown = false;
  travels = undefined;
});

const newIsolate = (size = 10) => new Allotments({ followMs: 20, knownMs: 5_000, size, now: () => now });

/** The limiter's Durable Object, as far as it hands out. */
async function ask(question: Omit<GrantAsked, "key">) {
  asked.push(question);
  await travels?.();
  if (isDown) throw new Error("the limiter is away");
  const handed = handOut(window, { key: "calls", ...question }, now);
  window = handed.window;
  return handed.grant;
}

const charge = (isolate: Allotments, budget = BUDGET) =>
  isolate.charge({
    budget,
    limit: { limit: LIMIT, windowMs: WINDOW_MS },
    ask,
    hold: (work) => void held.push(work),
  });

/** Until what is asked after the answer has come back. */
const settled = () => Promise.all(held.splice(0));

async function charged(isolate: Allotments, times: number): Promise<number> {
  let passed = 0;
  for (let nth = 0; nth < times; nth += 1) {
    if ((await charge(isolate)).allowed) passed += 1;
    await settled();
  }
  return passed;
}

const never = () => new Promise<void>(() => undefined);

describe("one isolate", () => {
  test("lets as many pass as the limit says, tells what is left, and asks seldom", async () => {
    const isolate = newIsolate();
    for (let left = LIMIT - 1; left >= 0; left -= 1) {
      expect(await charge(isolate)).toEqual({ allowed: true, remaining: left, resetMs: WINDOW_MS });
      await settled();
    }
    expect(asked.length).toBeLessThan(LIMIT / 2);
    const before = asked.length;
    now += 1_500;
    expect(await charge(isolate)).toEqual({ allowed: false, remaining: 0, resetMs: WINDOW_MS - 1_500 });
    expect(isolate.isSpent(BUDGET)).toBe(true);
    // Nothing comes back within a window, so nobody is asked.
    expect(await charged(isolate, 50)).toBe(0);
    expect(asked.length).toBe(before);
  });

  test("asks nobody for who calls seldom, and tells of the advance once it asks", async () => {
    const isolate = newIsolate();
    for (let minute = 0; minute < 5; minute += 1) {
      expect((await charge(isolate)).remaining).toBe(LIMIT - 1);
      asked.splice(0);
      now += WINDOW_MS;
    }
    await charge(isolate);
    now += 700;
    await charge(isolate);
    expect(asked).toEqual([expect.objectContaining({ wants: true, advance: ADVANCE, begunMsAgo: 0 })]);
  });

  test("begins anew when the window ends, with nothing from before", async () => {
    const isolate = newIsolate();
    expect(await charged(isolate, LIMIT + 1)).toBe(LIMIT);
    now += WINDOW_MS;
    expect(isolate.isSpent(BUDGET)).toBe(false);
    expect(await charged(isolate, 30)).toBe(30);
    // What was handed out and not spent is gone with its window.
    now += WINDOW_MS;
    expect(await charged(isolate, LIMIT + 20)).toBe(LIMIT);
  });

  test("counts the way there: what it holds ends no later than the limiter's window, the next is another", async () => {
    const isolate = newIsolate();
    travels = async () => {
      now += 400;
    };
    const begunAt = now;
    expect(await charged(isolate, LIMIT * 3)).toBe(LIMIT);
    now = begunAt + WINDOW_MS - 1;
    expect((await charge(isolate)).allowed).toBe(false);
    expect(window?.endsAt).toBe(begunAt + WINDOW_MS + 400);
    // Over here, and not over there.
    now = begunAt + WINDOW_MS;
    travels = undefined;
    expect(await charged(isolate, LIMIT * 2)).toBe(LIMIT);
    expect(window?.endsAt).toBe(begunAt + 2 * WINDOW_MS);
  });

  test("asks ahead: half of what is held spent, nobody waits for more", async () => {
    const isolate = newIsolate();
    await charged(isolate, 1);
    const { remaining } = await charge(isolate);
    travels = never;
    asked.splice(0);
    let left = remaining;
    while (asked.length === 0) left = (await charge(isolate)).remaining;
    for (let more = 0; more < 3; more += 1) expect((await charge(isolate)).remaining).toBe(left - more - 1);
    expect(asked).toHaveLength(1);
  });

  test("of many at once the limit pass, and few ask for them", async () => {
    const isolate = newIsolate();
    const standings = await Promise.all(Array.from({ length: LIMIT * 2 }, () => charge(isolate)));
    expect(standings.filter(({ allowed }) => allowed)).toHaveLength(LIMIT);
    expect(asked.length).toBeLessThan(LIMIT / 2);
  });

  test("whoever follows one whose question is lost asks after a moment", async () => {
    const isolate = newIsolate();
    travels = never;
    await charge(isolate);
    await charge(isolate);
    const follower = charge(isolate);
    travels = undefined;
    expect((await follower).allowed).toBe(true);
  });

  test("holds so many budgets and no more", async () => {
    const isolate = newIsolate(2);
    for (const budget of ["a", "b", "c"]) await charge(isolate, budget);
    expect((await charge(isolate, "c")).remaining).toBe(LIMIT - 2);
    // Forgotten, it begins with an advance.
    travels = never;
    expect((await charge(isolate, "a")).remaining).toBe(LIMIT - 1);
  });
});

describe("the limiter away", () => {
  test("what is held is spent, then the call fails; back again, it goes on", async () => {
    const isolate = newIsolate();
    isDown = true;
    expect(await charged(isolate, ADVANCE)).toBe(ADVANCE);
    await expect(charge(isolate)).rejects.toThrow("away");
    isDown = false;
    expect(await charged(isolate, LIMIT)).toBe(LIMIT - ADVANCE);
  });
});

describe("several isolates", () => {
  /** Calls that come to any of so many isolates; how many pass while each of the limiter's windows runs. */
  async function passedThrough(count: number, calls: number, everyMs: number): Promise<number[]> {
    const isolates = Array.from({ length: count }, () => newIsolate());
    travels = async () => {
      await Promise.resolve();
      now += 3;
    };
    const passedIn = new Map<number, number>();
    for (let nth = 0; nth < calls; nth += 1) {
      now += everyMs;
      const both = [isolates[(nth * nth) % count], isolates[nth % count]] as Allotments[];
      const standings = await Promise.all(both.map((isolate) => charge(isolate)));
      const passed = standings.filter(({ allowed }) => allowed).length;
      if (window) passedIn.set(window.endsAt, (passedIn.get(window.endsAt) ?? 0) + passed);
    }
    return [...passedIn.values()];
  }

  test.each([1, 2, 7])("%i together let the limit pass in a window, give or take their advances", async (count) => {
    const passed = await passedThrough(count, 4_000, 50);
    expect(passed.length).toBeGreaterThan(2);
    for (const one of passed) expect(one).toBeLessThanOrEqual(LIMIT + 2 * count * ADVANCE);
    expect(Math.max(...passed)).toBeGreaterThan(LIMIT * 0.8);
  });

  test("what one tells is what the limiter said five seconds ago at the earliest", async () => {
    const [here, there] = [newIsolate(), newIsolate()];
    await charged(here, 4);
    expect(await charged(there, 60)).toBe(60);
    now += 5_000;
    asked.splice(0);
    await charged(here, 1);
    expect(asked.map(({ wants }) => wants)).toEqual([false]);
    expect((await charge(here)).remaining).toBeLessThanOrEqual(LIMIT - 66);
  });
});
