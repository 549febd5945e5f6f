import { everySoOften } from "../ui/every-so-often.ts";
import { hear } from "./hear.ts";
import { oneAtATime } from "./one-at-a-time.ts";

/**
 * Looks again at once when someone came, went or asked in the workspace, and every so often besides, should the
 * stream be away. Answers what stops it.
 */
export function stayFresh(workspaceId: string, intervalMs: number, work: () => Promise<unknown>): () => void {
  const look = oneAtATime(work);
  const stopLooking = everySoOften(intervalMs, look);
  const stopHearing = hear((word) => {
    const concerns = word.kind === "again" || (word.kind === "membership" && word.workspaceId === workspaceId);
    if (concerns) look();
  });
  return () => {
    stopLooking();
    stopHearing();
  };
}
