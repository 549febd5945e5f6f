import { serverHere } from "../../server.ts";

/** What the tab that has a server's uploads holds: while nobody does, none are under way. */
export function uploadsLock(server: string): string {
  return `foyer-uploads@${server}`;
}

/** Whether any tab has the uploads. */
export async function areUploadsHeld(): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === uploadsLock(serverHere()));
}
