/** What the tab that has a server's uploads holds: while nobody does, none are under way. */
export function uploadsLock(server: string): string {
  return `foyer-uploads@${server}`;
}
