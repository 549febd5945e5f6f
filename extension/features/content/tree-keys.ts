import type { TreeLine } from "./content-tree.ts";

type NodeLine = Extract<TreeLine, { kind: "node" }>;

/** What a key does in the tree, as the ARIA Authoring Practices have it. */
export type TreeMove = { to: number } | { open: string } | { close: string };

/** The move a key makes from the line at `at`; undefined where it makes none. `mayHold`: whether the line can be opened. */
export function moveBy(key: string, lines: readonly TreeLine[], at: number, mayHold: boolean): TreeMove | undefined {
  const line = lines[at];
  if (!line) return undefined;
  switch (key) {
    case "ArrowDown":
      return within(lines, at + 1);
    case "ArrowUp":
      return within(lines, at - 1);
    case "Home":
      return within(lines, 0);
    case "End":
      return within(lines, lines.length - 1);
    case "ArrowRight":
      if (line.kind !== "node" || !mayHold) return undefined;
      return line.isOpen ? within(lines, at + 1) : { open: line.node.id };
    case "ArrowLeft":
      if (line.kind === "node" && line.isOpen) return { close: line.node.id };
      return above(lines, at, line.depth);
    default:
      return key.length === 1 && key !== " " ? byLetter(key, lines, at) : undefined;
  }
}

function within(lines: readonly TreeLine[], to: number): TreeMove | undefined {
  return lines[to] ? { to } : undefined;
}

function above(lines: readonly TreeLine[], at: number, depth: number): TreeMove | undefined {
  const to = lines.findLastIndex((line, index) => index < at && line.depth < depth);
  return to === -1 ? undefined : { to };
}

/** The next line whose title begins with the letter, from the top again after the last. */
function byLetter(letter: string, lines: readonly TreeLine[], at: number): TreeMove | undefined {
  const wanted = letter.toLocaleLowerCase();
  const begins = (line: TreeLine): line is NodeLine =>
    line.kind === "node" && line.node.title.toLocaleLowerCase().startsWith(wanted);
  const after = lines.findIndex((line, index) => index > at && begins(line));
  const to = after === -1 ? lines.findIndex(begins) : after;
  return to === -1 ? undefined : { to };
}
