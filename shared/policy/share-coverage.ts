import type { Everyone, NodeKind } from "./access.ts";

/** One node between a shared node and what stands below it. */
export type CoverStep = { everyone: Everyone; trashedAt: number | null };

/**
 * Whether a share of a project or folder shows something below it; `path` runs from that up to the shared node, which
 * is no part of it. A restricted node breaks off what stands higher up, for links as for members; what is in the
 * trash is nowhere.
 */
export function covers(path: readonly CoverStep[]): boolean {
  return path.every(({ everyone, trashedAt }) => everyone !== "none" && trashedAt === null);
}

/** Whether a share of such a node is a collection of what stands below it, with nothing to show of its own. */
export function isCollection(kind: NodeKind): boolean {
  return kind === "project" || kind === "folder";
}
