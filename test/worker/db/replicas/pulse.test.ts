import { beforeEach, expect, test } from "vitest";
import { Beats } from "../../../../worker/db/replicas/beats.ts";
import { Pulse } from "../../../../worker/db/replicas/pulse.ts";

let now: number;
let beats: Beats;
let sentAt: number[];
let during: () => void;
let pulse: Pulse;

const newPulse = (pause: (ms: number) => Promise<unknown>) =>
  new Pulse({ everyMs: 150, quietMs: 1_000, turnMs: 5_000, unanswered: 2, now: () => now, pause });

beforeEach(() => {
  now = 10_000;
  beats = new Beats({ lagMs: 250 });
  sentAt = [];
  during = () => undefined;
  pulse = newPulse(async (ms) => {
    now += ms;
    during();
  });
});

const answered = async () => {
  sentAt.push(now);
  return { beat: sentAt.length, wrote: true };
};
const want = (ask: () => ReturnType<typeof answered> = answered, one = pulse) =>
  one.wanted(beats, ask, (work) => void work);

test("a lone reading starts nothing, a second one within a second does, and then it is quiet after a second", async () => {
  await want();
  now += 1_000;
  await want();
  expect(sentAt).toEqual([]);
  now += 999;
  const from = now;
  await want();
  expect(sentAt).toEqual([0, 150, 300, 450, 600, 750, 900].map((after) => from + after));
  expect(beats.seenUntil(7)).toBe(from + 900);
});

test("one request keeps it beating at a time, for one turn, while others read", async () => {
  await want();
  during = () => void want();
  await want();
  expect(sentAt.length).toBe(Math.ceil(5_000 / 150));
});

test("a turn that fell silent is taken over", async () => {
  const dying = newPulse(() => new Promise(() => undefined));
  for (const wait of [0, 10, 299, 1]) {
    now += wait;
    void want(answered, dying);
  }
  expect(sentAt).toEqual([10_010, 10_310]);
});

test("a primary that does not answer is not asked more and more, and a failure is no beat", async () => {
  await want();
  const silent = () => {
    sentAt.push(now);
    return new Promise<never>(() => undefined);
  };
  await want(silent);
  expect(sentAt.length).toBe(2);
  now += 500;
  await want(() => Promise.reject(new Error("away")));
  expect(beats.provableUntil()).toBe(Number.NEGATIVE_INFINITY);
});
