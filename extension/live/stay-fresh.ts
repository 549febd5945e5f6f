import { everySoOften } from "../ui/every-so-often.ts";
import { hear } from "./hear.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import type { Word } from "./word.ts";

/**
 * Looks again at once when someone came, went or asked in the workspace, and every so often besides, should the
 * stream be away; also with each word of a kind that is named. Answers what stops it.
 */
export function stayFresh(
  workspaceId: string,
  intervalMs: number,
  work: () => Promise<unknown>,
  alsoBy?: Word["kind"],
): () => void {
  const look = oneAtATime(work);
  const stopLooking = everySoOften(intervalMs, look);
  const stopHearing = hear((word) => {
    const isOurs = word.kind === "membership" && word.workspaceId === workspaceId;
    if (isOurs || word.kind === "again" || word.kind === alsoBy) look();
  });
  return () => {
    stopLooking();
    stopHearing();
  };
}
