import { expect, test } from "vitest";
import type { TreeLine } from "../../../../extension/features/content/content-tree.ts";
import { moveBy } from "../../../../extension/features/content/tree-keys.ts";

const line = (id: string, depth: number, isOpen = false) =>
  ({ kind: "node", node: { id, title: id }, depth, place: 1, of: 1, isOpen }) as TreeLine;

/** One open project with a folder that is closed, a video and more to come; another project. */
const LINES: TreeLine[] = [
  line("Autumn", 1, true),
  line("Cuts", 2),
  line("Clip", 2),
  { kind: "more", parentId: "Autumn", depth: 2, cursor: "c" },
  line("École", 1),
];

test.each([
  ["ArrowDown", 0, true, { to: 1 }],
  ["ArrowDown", 4, true, undefined],
  ["ArrowUp", 0, true, undefined],
  ["Home", 3, false, { to: 0 }],
  ["End", 0, true, { to: 4 }],
  // Into what is open; opens what is closed; a video holds nothing.
  ["ArrowRight", 0, true, { to: 1 }],
  ["ArrowRight", 1, true, { open: "Cuts" }],
  ["ArrowRight", 2, false, undefined],
  ["ArrowRight", 3, false, undefined],
  // Closes what is open; else up to what holds it.
  ["ArrowLeft", 0, true, { close: "Autumn" }],
  ["ArrowLeft", 2, false, { to: 0 }],
  ["ArrowLeft", 3, false, { to: 0 }],
  ["ArrowLeft", 4, true, undefined],
  // The next that begins so, from the top again after the last.
  ["c", 0, true, { to: 1 }],
  ["C", 1, true, { to: 2 }],
  ["c", 2, false, { to: 1 }],
  ["é", 0, true, { to: 4 }],
  ["x", 0, true, undefined],
  ["Tab", 0, true, undefined],
] as const)("%s on line %i", (key, at, mayHold, move) => {
  expect(moveBy(key, LINES, at, mayHold)).toEqual(move);
});
