import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { HashQueue } from "../../../worker/passwords/hash-queue.ts";

const RULES = { pauseMs: 5, waitingMax: 3 };

function recorder() {
  const done: string[] = [];
  let running = 0;
  let most = 0;
  const work = (name: string) => async () => {
    running += 1;
    most = Math.max(most, running);
    await sleep(2);
    running -= 1;
    done.push(name);
    return name;
  };
  return { done, work, most: () => most };
}

test("one at a time, and subjects take turns", async () => {
  const queue = new HashQueue(RULES);
  const { done, work, most } = recorder();
  const all = ["a1", "a2", "a3", "b1", "c1", "b2"].map((name) => queue.run(name[0] ?? "", work(name)));
  expect(await Promise.all(all)).toEqual(["a1", "a2", "a3", "b1", "c1", "b2"]);
  expect(done).toEqual(["a1", "a2", "b1", "c1", "a3", "b2"]);
  expect(most()).toBe(1);
});

test("of one subject only so many wait; another's are taken still", async () => {
  const queue = new HashQueue(RULES);
  const { work } = recorder();
  const flood = Array.from({ length: 10 }, (_, n) => queue.run("a", work(`a${n}`)));
  const other = queue.run("b", work("b"));
  const answers = await Promise.all(flood);
  expect(answers.filter((answer) => answer === "busy")).toHaveLength(6);
  expect(await other).toBe("b");
  expect(await queue.run("a", work("later"))).toBe("later");
});

test("between two of them everything else gets its time, also when they come one after the other", async () => {
  const queue = new HashQueue({ ...RULES, pauseMs: 60 });
  const { work } = recorder();
  await queue.run("a", work("first"));
  const startedAt = performance.now();
  await queue.run("a", work("second"));
  expect(performance.now() - startedAt).toBeGreaterThan(50);
});

test("one that fails tells whoever asked and stops nobody", async () => {
  const queue = new HashQueue(RULES);
  const failing = queue.run("a", () => Promise.reject(new Error("no memory")));
  const next = queue.run("a", recorder().work("next"));
  await expect(failing).rejects.toThrow("no memory");
  expect(await next).toBe("next");
});
