import { expect, it } from "vitest";
import { type Drain, drainQueue } from "../../../worker/webhooks/drain-queue.ts";
import type { DeliveryRow, WebhookRow } from "../../../worker/webhooks/send-queue.ts";

type Waiting = { id: string; tried: boolean };

const row = ({ id }: Waiting) => ({ id }) as DeliveryRow;

/** A queue that others change while it is being read: what a reading answers is as old as the reading is long. */
function queueOf(waiting: Waiting[]) {
  const left = new Map(waiting.map((one) => [one.id, one]));
  const sent: string[] = [];
  let tell: (() => void) | undefined;
  let mostAtOnce = 0;
  let atOnce = 0;
  const drain: Drain = {
    read: async (underWay, slots) => {
      const there = [...left.values()].filter(({ id }) => !underWay.includes(id));
      const fresh = there.find(({ tried }) => !tried);
      const due = there.filter(({ tried }) => tried).slice(0, slots);
      for (let turn = 0; turn < 20; turn += 1) await null;
      return {
        webhook: {} as WebhookRow,
        fresh: fresh && row(fresh),
        due: due.map(row),
        nextAt: there.length > 0 ? 7 : null,
      };
    },
    send: async (_, { id }) => {
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      for (let turn = 0; turn < 5; turn += 1) await null;
      atOnce -= 1;
      left.delete(id);
      sent.push(id);
    },
    listen: () => {
      let was = false;
      const told = new Promise<void>((resolve) => {
        tell = () => {
          was = true;
          resolve();
        };
      });
      return { told, wasTold: () => was };
    },
  };
  return { drain, sent, left, tell: () => tell?.(), most: () => mostAtOnce };
}

it("tries all again that are due, more than fit at a time, though they land while it reads", async () => {
  const queue = queueOf(Array.from({ length: 8 }, (_, at) => ({ id: `d${at}`, tried: true })));
  const { send } = queue.drain;
  // Told while as many as may be are under way, it reads with no room for another.
  queue.drain.send = (webhook, delivery) => {
    queue.tell();
    return send(webhook, delivery);
  };
  expect(await drainQueue(queue.drain)).toBeNull();
  expect(queue.sent).toHaveLength(8);
  expect(new Set(queue.sent).size).toBe(8);
  expect(queue.most()).toBe(3);
});

it("sends new ones one by one in order, beside those tried again", async () => {
  const fresh = Array.from({ length: 5 }, (_, at) => ({ id: `f${at}`, tried: false }));
  const due = Array.from({ length: 5 }, (_, at) => ({ id: `d${at}`, tried: true }));
  const queue = queueOf([...due, ...fresh]);
  expect(await drainQueue(queue.drain)).toBeNull();
  expect(queue.sent.filter((id) => id.startsWith("f"))).toEqual(["f0", "f1", "f2", "f3", "f4"]);
  expect(queue.sent).toHaveLength(10);
  expect(queue.most()).toBeLessThanOrEqual(4);
});

it("goes on for whoever says in the last moment that there is more", async () => {
  const queue = queueOf([]);
  const { read } = queue.drain;
  let reads = 0;
  queue.drain.read = async (...asked) => {
    reads += 1;
    const answer = await read(...asked);
    if (reads === 1) {
      queue.left.set("late", { id: "late", tried: false });
      queue.tell();
    }
    return answer;
  };
  await drainQueue(queue.drain);
  expect(queue.sent).toEqual(["late"]);
});

it("fails with what fails, when all under way have landed", async () => {
  const queue = queueOf([
    { id: "bad", tried: true },
    { id: "good", tried: true },
  ]);
  const { send } = queue.drain;
  queue.drain.send = (webhook, delivery) =>
    delivery.id === "bad" ? Promise.reject(new Error("the database is away")) : send(webhook, delivery);
  await expect(drainQueue(queue.drain)).rejects.toThrow("the database is away");
  expect(queue.sent).toEqual(["good"]);
});
