export type Step = "up" | "down";

type Sibling = { id: string; parentId: string | null };

/** Where a step leads: what to stand after (none: first), and the list as it is then. */
export type Stepped<Node> = { afterId: string | null; items: Node[]; place: number; total: number };

/**
 * One step among those of a list that stand under the same parent. What stands under another keeps its place: at the top
 * of what one sees there may be several. Undefined where there is no such step.
 */
export function stepAmong<Node extends Sibling>(
  items: readonly Node[],
  id: string,
  step: Step,
): Stepped<Node> | undefined {
  const node = items.find((one) => one.id === id);
  const siblings = items.filter(({ parentId }) => parentId === node?.parentId);
  const at = siblings.findIndex((one) => one.id === id);
  const to = step === "up" ? at - 1 : at + 1;
  const other = siblings[to];
  if (!node || !other) return undefined;
  const without = items.filter((one) => one !== node);
  const spot = without.indexOf(other) + (step === "up" ? 0 : 1);
  const after = step === "up" ? siblings[to - 1] : other;
  return {
    afterId: after?.id ?? null,
    items: [...without.slice(0, spot), node, ...without.slice(spot)],
    place: to + 1,
    total: siblings.length,
  };
}
