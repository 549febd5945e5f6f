import { everySoOften } from "../ui/every-so-often.ts";
import { hear } from "./hear.ts";

/**
 * Looks again at once when someone came, went or asked in the workspace, and every so often besides, should the
 * stream be away. Answers what stops it.
 */
export function stayFresh(workspaceId: string, intervalMs: number, look: () => void): () => void {
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
