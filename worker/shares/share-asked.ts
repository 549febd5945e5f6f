import { isId } from "../../shared/ids.ts";

/** What somebody asks of a share. */
export type ShareAsked = {
  slug: string;
  /** One thing that it shows; what a share of a video shows unless said. */
  node: string | undefined;
  /** The last item of a collection that they have seen. */
  after: string | undefined;
  /** Whether they look at the page of an item, which says what stands before it and after it. */
  withNeighbours: boolean;
};

/** In place of what has not the shape of an id: never one, so that nothing is found by it and little is kept. */
const NO_NODE = "none";

/** The bytes of a share, or of one thing in it. */
export function askedOf(slug: string, node: string | undefined): ShareAsked {
  return {
    slug,
    node: node === undefined || isId("node", node) ? node : NO_NODE,
    after: undefined,
    withNeighbours: false,
  };
}

/** Its page, or that of one thing in it. */
export function askedPage(slug: string, { node, after }: Record<"node" | "after", string | undefined>): ShareAsked {
  const asked = askedOf(slug, node);
  if (node !== undefined) return { ...asked, withNeighbours: true };
  return { ...asked, after: after !== undefined && isId("node", after) ? after : undefined };
}

/** The path of a share's surface, of one thing in it where that is named. */
export function sharePath(slug: string, surface: string, query: Record<string, string | undefined> = {}): string {
  const named = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const text = new URLSearchParams(named).toString();
  return text === "" ? `/s/${slug}${surface}` : `/s/${slug}${surface}?${text}`;
}
