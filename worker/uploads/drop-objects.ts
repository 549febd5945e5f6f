import type { RequestContext } from "../context.ts";

/** Longer than what the gate read is used: until then someone may still be led to the object that was replaced. */
const USED_WITHIN_MS = 2_000;

/** Deletes objects that no row names any more, once nobody can come for them. */
export function dropObjects({ env, waitUntil }: RequestContext, r2Keys: string[]): void {
  if (r2Keys.length === 0) return;
  const pause = new Promise((resolve) => setTimeout(resolve, USED_WITHIN_MS));
  waitUntil(pause.then(() => env.MEDIA.delete(r2Keys)));
}
