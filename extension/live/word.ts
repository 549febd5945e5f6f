/** What the service says to open views. `again`: a stream has just begun, and what was said before may be missed. */
export type Word =
  | { kind: "again" }
  | { kind: "notification" }
  | { kind: "unread"; unread: number }
  | { kind: "membership"; workspaceId: string };

/** An event of the stream as a word; undefined for kinds newer than this extension. */
export function readWord(event: string | undefined, data: string): Word | undefined {
  switch (event) {
    case "notification":
      return { kind: "notification" };
    case "unread":
      return { kind: "unread", unread: JSON.parse(data).unread };
    case "membership":
      return { kind: "membership", workspaceId: JSON.parse(data).workspaceId };
    default:
      return undefined;
  }
}
