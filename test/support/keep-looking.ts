import { setTimeout as sleep } from "node:timers/promises";
import { request } from "./client.ts";
import { SURFACES } from "./share-surfaces.ts";

/** Someone who looks at a share from somewhere. */
export type Onlooker = { continent: string; token: string };

/** One request of a look; times are milliseconds, `askedAt` by `performance.now()`. */
export type Look = { continent: string; surface: string; askedAt: number; ms: number; isOpen: boolean };

export type Looking = {
  /** Everything seen so far. */
  looks: Look[];
  /** Ends it; answers everything seen. */
  end(): Promise<Look[]>;
};

const LOOK_EVERY_MS = 40;

/** Has everyone ask for the page and every surface of a share again and again, so that what is kept of it stays warm. */
export function keepLooking(slug: string, onlookers: Onlooker[]): Looking {
  const looks: Look[] = [];
  let isOver = false;
  const lookOn = async ({ continent, token }: Onlooker) => {
    while (!isOver) {
      const seen = ["", ...Object.values(SURFACES)].map(async (surface) => {
        const askedAt = performance.now();
        const headers = { "CF-IPContinent": continent, Range: "bytes=0-1" };
        const { status } = await request("GET", `/s/${slug}${surface}`, { token, headers });
        const isOpen = status === 200 || status === 206;
        looks.push({ continent, surface, askedAt, ms: performance.now() - askedAt, isOpen });
      });
      await Promise.all(seen);
      await sleep(LOOK_EVERY_MS);
    }
  };
  const all = Promise.all(onlookers.map(lookOn));
  return {
    looks,
    end: async () => {
      isOver = true;
      await all;
      return looks;
    },
  };
}
