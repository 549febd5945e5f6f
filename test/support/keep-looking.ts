import { setTimeout as sleep } from "node:timers/promises";
import { BROWSER } from "./browser-agent.ts";
import { type Call, randomNetwork } from "./client.ts";
import { server } from "./server.ts";

/** A request that a share takes: `surface` is what follows its address, by GET unless it takes what a page tells. */
export type Onlooker = {
  name: string;
  slug: string;
  surfaces: readonly string[];
  call: Pick<Call, "token" | "headers">;
};

/** One request of a look; times are milliseconds, `askedAt` by `performance.now()`. */
export type Look = { name: string; surface: string; askedAt: number; ms: number; isOpen: boolean };

export type Looking = {
  /** Everything seen so far. */
  looks: Look[];
  /** Ends it; answers everything seen. */
  end(): Promise<Look[]>;
};

const LOOK_EVERY_MS = 10;
const WATCHED = JSON.stringify({ version: 1, watched: [[0, 1]] });

/** Has everyone ask for one surface after the other, again and again, so that what is kept of a share stays warm. */
export function keepLooking(onlookers: readonly Onlooker[]): Looking {
  const looks: Look[] = [];
  let isOver = false;
  const lookOn = async ({ name, slug, surfaces, call }: Onlooker) => {
    for (let nth = 0; !isOver; nth += 1) {
      const surface = surfaces[nth % surfaces.length] ?? "";
      const askedAt = performance.now();
      const isOpen = await opens(slug, surface, call);
      looks.push({ name, surface, askedAt, ms: performance.now() - askedAt, isOpen });
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

/** Whether it is shown; of pages and frames, which answer also where they show nothing, whether they play or lead to it. */
async function opens(slug: string, surface: string, { token, headers }: Onlooker["call"]): Promise<boolean> {
  const sent = { "CF-Connecting-IP": randomNetwork(), "User-Agent": BROWSER, ...headers };
  const [path, query = ""] = surface.split("?", 2);
  const isTold = path === "/views";
  const answer = await fetch(`${server.url}${path?.startsWith("/oembed") ? surface : `/s/${slug}${surface}`}`, {
    method: isTold ? "POST" : "GET",
    redirect: "manual",
    headers: {
      ...sent,
      Range: "bytes=0-1",
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(isTold ? { "Content-Type": "application/json" } : {}),
    },
    ...(isTold ? { body: WATCHED } : {}),
  });
  if (path === "/live") await answer.body?.cancel();
  const text = path === "/live" ? "" : await answer.text();
  if (path !== "" && path !== "/embed") return answer.ok;
  return answer.ok && (text.includes("<video") || (query === "" && text.includes("<li><a")));
}
