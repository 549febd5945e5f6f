import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import type { Share } from "../../shared/api/shares.ts";
import { type Call, request } from "./client.ts";

/**
 * Asks all the while, which must not keep open what was kept: one second after the change page and bytes are shut.
 * `item` names one thing in a collection, as a query.
 */
export async function closesWithin(
  { slug }: Pick<Share, "slug">,
  call: Call,
  close: () => Promise<unknown>,
  item = "",
): Promise<void> {
  const bytes = { ...call, headers: { ...call.headers, Range: "bytes=0-1" } };
  const isOpen = async () => {
    const [page, media] = await Promise.all([
      request("GET", `/s/${slug}${item}`, call),
      request("GET", `/s/${slug}/media${item}`, bytes),
    ]);
    return [page.text.includes("<video"), media.status === 206];
  };
  expect(await isOpen()).toEqual([true, true]);
  await close();
  const closedAt = performance.now();
  let lastOpenAfter = 0;
  while (performance.now() - closedAt < 1_500) {
    const askedAfter = performance.now() - closedAt;
    if ((await isOpen()).includes(true)) lastOpenAfter = askedAfter;
    await sleep(25);
  }
  expect(lastOpenAfter).toBeLessThan(600);
}
