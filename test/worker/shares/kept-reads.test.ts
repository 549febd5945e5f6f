import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, expect, test } from "vitest";
import { KeptReads } from "../../../worker/shares/kept-reads.ts";

let now: number;
let sent: number;
let reads: KeptReads<{ nth: number }>;
const held: Promise<unknown>[] = [];
const hold = (work: Promise<unknown>) => void held.push(work);

beforeEach(() => {
  now = 10_000;
  sent = 0;
  reads = new KeptReads({ keepMs: 500, followMs: 20, size: 3, now: () => now });
});

const at =
  (ms = 0) =>
  async () => {
    sent += 1;
    const nth = sent;
    if (ms > 0) await sleep(ms);
    return { nth };
  };
const get = async (key: string, read = at()) => (await reads.get(key, read, hold)).nth;

test("kept for half a second from when the read was sent, and being asked for extends nothing", async () => {
  expect(await get("a")).toBe(1);
  now += 300;
  expect(await get("a")).toBe(1);
  now += 199;
  expect(await get("a")).toBe(1);
  now += 1;
  expect(await get("a")).toBe(2);
});

test("the time a read took counts", async () => {
  const slow = get("a", at(10));
  now += 450;
  expect(await slow).toBe(1);
  expect(await get("a")).toBe(1);
  now += 50;
  expect(await get("a")).toBe(2);
});

test("whoever comes meanwhile shares it", async () => {
  expect(await Promise.all([get("a", at(5)), get("a"), get("a")])).toEqual([1, 1, 1]);
  expect(sent).toBe(1);
  expect(held.length).toBeGreaterThan(0);
});

test("but waits only so long, then reads for itself", async () => {
  const startedAt = performance.now();
  const [slow, follower] = [get("a", at(200)), get("a")];
  expect(await follower).toBe(2);
  expect(performance.now() - startedAt).toBeLessThan(150);
  expect(await slow).toBe(1);
  expect(await get("a")).toBe(2);
});

test("and makes its own where the one it followed failed or came too late", async () => {
  const failing = reads.get("a", () => sleep(2).then(() => Promise.reject(new Error("away"))), hold);
  const follower = get("a");
  await expect(failing).rejects.toThrow("away");
  expect(await follower).toBe(1);
  const slow = get("b", at(10));
  const late = get("b");
  now += 500;
  expect(await Promise.all([slow, late])).toEqual([2, 3]);
});

test("keys do not meet, and only so many are kept", async () => {
  for (const key of ["a", "b", "c", "d"]) await get(key);
  expect(sent).toBe(4);
  for (const key of ["b", "c", "d"]) await get(key);
  expect(sent).toBe(4);
  await get("a");
  expect(sent).toBe(5);
});

test("after a change nothing from before it is used, not even what is still on its way", async () => {
  const onItsWay = get("a", at(10));
  reads.forgetAll();
  expect(await get("a")).toBe(2);
  expect(await onItsWay).toBe(1);
  expect(await get("a")).toBe(2);
});
