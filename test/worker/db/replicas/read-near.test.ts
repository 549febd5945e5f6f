import { beforeEach, expect, test } from "vitest";
import { Beats } from "../../../../worker/db/replicas/beats.ts";
import { type Knowledge, readNear } from "../../../../worker/db/replicas/read-near.ts";
import { Rests } from "../../../../worker/db/replicas/rests.ts";
import { Writers } from "../../../../worker/db/replicas/writers.ts";

const REPLICA = "http://eu.example";
const AWAY = () => Promise.reject(new Error("connection refused"));
const NEVER = () => new Promise<never>(() => undefined);

let now: number;
let known: Knowledge;
/** The beat that the replica shows. */
let shown: number;
let asked: string[];

beforeEach(() => {
  now = 10_000;
  shown = 1;
  asked = [];
  known = {
    beats: new Beats({ lagMs: 250 }),
    rests: new Rests({ firstMs: 2_000, longestMs: 10_000, tryMs: 1_000 }),
    writers: new Writers({ primaryMs: 5_000, size: 2 }),
  };
  known.beats.learn({ beat: 1, wrote: true }, now, now);
});

type Answer = () => Promise<{ found: string; beat: number }>;

async function read(replica: Answer = async () => ({ found: "replica", beat: shown }), session = "reader") {
  const { found, detour } = await readNear(
    {
      url: REPLICA,
      replica: () => {
        asked.push("replica");
        return replica();
      },
      primary: async () => {
        asked.push("primary");
        return "primary";
      },
      wroteLately: (at) => known.writers.wroteLately(session, at),
    },
    known,
    { freshMs: 400, withinMs: 20, now: () => now },
  );
  return detour ?? found;
}

/** A beat written this moment, that the replica shows or not. */
function beat(number: number, isShown = true) {
  known.beats.learn({ beat: number, wrote: true }, now, now);
  if (isShown) shown = number;
}

test("fresh up to 400 ms, and then the primary alone is asked until there is a beat to show", async () => {
  now += 400;
  expect(await read()).toBe("replica");
  now += 1;
  expect(await read()).toBe("unproven");
  expect(asked).toEqual(["replica", "primary"]);
  beat(2);
  expect(await read()).toBe("replica");
});

test("an isolate that knows of no beat reads from the primary", async () => {
  known.beats = new Beats({ lagMs: 250 });
  expect(await read()).toBe("unproven");
});

test("stale, because the newest beat is still on its way: the primary, and no rest", async () => {
  now += 300;
  beat(2, false);
  now += 120;
  expect(await read()).toBe("stale");
  shown = 2;
  expect(await read()).toBe("replica");
});

test("stale, because it lags: the primary, and it rests", async () => {
  now += 300;
  beat(2, false);
  now += 250;
  beat(3, false);
  expect(await read()).toBe("stale");
  shown = 3;
  expect(await read()).toBe("resting");
});

test("what it answers is judged by the time it was asked, not by when it answered", async () => {
  now += 400;
  const slow: Answer = async () => {
    now += 100;
    return { found: "replica", beat: 1 };
  };
  expect(await read(slow)).toBe("replica");
});

test.each([
  ["away", AWAY],
  ["slow", NEVER],
])("%s: the primary, and it rests longer each time, tried by one request at a time", async (detour, replica) => {
  expect(await read(replica)).toBe(detour);
  for (const rest of [2_000, 4_000, 8_000, 10_000, 10_000]) {
    now += rest - 1;
    beat(shown + 1);
    expect(await read(replica)).toBe("resting");
    now += 1;
    const [first, second] = await Promise.all([read(replica), read(replica)]);
    expect([first, second]).toEqual([detour, "resting"]);
  }
  now += 10_000;
  beat(shown + 1);
  expect(await read()).toBe("replica");
  expect(await read()).toBe("replica");
  expect(await read(replica)).toBe(detour);
  now += 2_000;
  beat(shown + 1);
  expect(await read()).toBe("replica");
});

test("many failures of one outage are one rest", async () => {
  expect(await Promise.all([read(AWAY), read(AWAY), read(AWAY)])).toEqual(["away", "away", "away"]);
  now += 2_000;
  beat(2);
  expect(await read()).toBe("replica");
});

test("nobody waits longer than the bound", async () => {
  const startedAt = performance.now();
  expect(await read(NEVER)).toBe("slow");
  expect(performance.now() - startedAt).toBeLessThan(500);
});

test("after its rest it is used once it has caught up, and not before", async () => {
  expect(await read(AWAY)).toBe("away");
  for (let number = 2; number <= 14; number += 1) {
    now += 150;
    beat(number, false);
  }
  now += 100;
  expect(await read()).toBe("stale");
  shown = 14;
  expect(await read()).toBe("resting");
  now += 4_000;
  beat(15);
  expect(await read()).toBe("replica");
});

test("whoever wrote reads from the primary for five seconds; others do not", async () => {
  known.writers.wrote("writer", now);
  now += 4_999;
  beat(2);
  expect(await read(undefined, "writer")).toBe("wrote");
  expect(await read(undefined, "reader")).toBe("replica");
  now += 1;
  expect(await read(undefined, "writer")).toBe("replica");
});

test("only so many writers are remembered, those who wrote last", () => {
  for (const writer of ["a", "b", "a", "c"]) known.writers.wrote(writer, now);
  expect(["a", "b", "c"].map((writer) => known.writers.wroteLately(writer, now))).toEqual([true, false, true]);
});

test("a change made here is seen by everybody here: a beat must follow it", async () => {
  now += 10;
  beat(2);
  known.writers.changed(now);
  expect(await read()).toBe("unproven");
  now += 1;
  beat(3, false);
  expect(await read()).toBe("stale");
  shown = 3;
  expect(await read()).toBe("replica");
});

test("also one that was made while the replica was asked", async () => {
  const meanwhile: Answer = async () => {
    now += 5;
    known.writers.changed(now);
    return { found: "replica", beat: 1 };
  };
  expect(await read(meanwhile)).toBe("stale");
});
