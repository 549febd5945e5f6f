import { computed, signal } from "@preact/signals";
import type { Member } from "../../../shared/api/members.ts";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { answer, api } from "../../api.ts";
import { type PagedList, pagedList } from "../../live/paged-list.ts";

/** What the person in view, or the member whose view they look at, sees of a workspace's content: each place is a list of its own, read when it is opened. */

/** Where nothing stands above: the roots of what one sees. */
export const TOP = "";
const PAGE = 50;

export const opened = signal<ReadonlySet<string>>(new Set());
/** Finds by title, flat, where it is not empty. */
export const search = signal("");
export const selectedId = signal<string | undefined>();
/** The member whose view is looked at; undefined for one's own. */
export const viewer = signal<Member | undefined>();

const branches = signal<ReadonlyMap<string, PagedList<ContentNode>>>(new Map());
const results = pagedList({
  size: PAGE,
  most: 200,
  read: (limit, cursor) => readPage({ q: search.peek().trim() }, limit, cursor),
});
let workspaceId = "";

/** A line of the tree: a node, or what stands below an open place that has no node to show (yet). */
export type TreeLine =
  | { kind: "node"; node: ContentNode; depth: number; place: number; of: number | undefined; isOpen: boolean }
  | { kind: "more"; parentId: string; depth: number; cursor: string }
  | { kind: "waiting" | "empty" | "problem"; parentId: string; depth: number };

export const isSearching = computed(() => search.value.trim() !== "");

export const top = computed(() => (isSearching.value ? results : branches.value.get(TOP)));

/** What is on the screen, from the top down. */
export const lines = computed<TreeLine[]>(() =>
  isSearching.value ? linesOf(results, TOP, 1) : linesOf(branches.value.get(TOP), TOP, 1),
);

/** The nodes on the screen by id. */
export const shownNodes = computed(
  () => new Map(lines.value.flatMap((line) => (line.kind === "node" ? [[line.node.id, line.node] as const] : []))),
);

export const selected = computed(() => shownNodes.value.get(selectedId.value ?? ""));

export function mayHold({ kind }: ContentNode): boolean {
  return kind === "project" || kind === "folder";
}

function linesOf(list: PagedList<ContentNode> | undefined, parentId: string, depth: number): TreeLine[] {
  const items = list?.items.value;
  if (list?.problem.value && !items) return [{ kind: "problem", parentId, depth }];
  if (!list || !items) return [{ kind: "waiting", parentId, depth }];
  const cursor = list.nextCursor.value;
  const isWhole = cursor === null;
  if (items.length === 0 && parentId !== TOP) return [{ kind: "empty", parentId, depth }];
  const below = items.flatMap((node, at): TreeLine[] => {
    const isOpen = !isSearching.value && opened.value.has(node.id);
    const line = { kind: "node" as const, node, depth, place: at + 1, of: isWhole ? items.length : undefined, isOpen };
    return isOpen ? [line, ...linesOf(branches.value.get(node.id), node.id, depth + 1)] : [line];
  });
  if (isWhole) return below;
  // What comes next is not asked for by itself until it can be read again.
  const next = list.problem.value ? { kind: "problem" as const } : { kind: "more" as const, cursor };
  return [...below, { ...next, parentId, depth }];
}

/** The list that a node on the screen stands in. */
export function listOf({ id, parentId }: ContentNode): PagedList<ContentNode> | undefined {
  const onTop = branches.value.get(TOP);
  if (onTop?.items.value?.some((node) => node.id === id)) return onTop;
  return branches.value.get(parentId ?? TOP);
}

function branchOf(parentId: string): PagedList<ContentNode> {
  const known = branches.peek().get(parentId);
  if (known) return known;
  const place = parentId === TOP ? {} : { parentId };
  const made = pagedList({ size: PAGE, most: 200, read: (limit, cursor) => readPage(place, limit, cursor) });
  branches.value = new Map(branches.peek()).set(parentId, made);
  return made;
}

function readPage(place: { parentId?: string; q?: string }, limit: number, cursor?: string) {
  const as = viewer.peek()?.id;
  const query = { limit: String(limit), ...place, ...(as && { as }), ...(cursor === undefined ? {} : { cursor }) };
  return answer(api.workspaces[":workspaceId"].nodes.$get({ param: { workspaceId }, query }));
}

/** Shows the content of a workspace, and nothing of the one before. */
export function loadContent(ofWorkspace: string): Promise<void> {
  if (ofWorkspace !== workspaceId) forgetContent();
  workspaceId = ofWorkspace;
  return reloadContent(ofWorkspace);
}

/** Whether it is the content of this workspace that is in view. */
export function showsContentOf(ofWorkspace: string): boolean {
  return ofWorkspace === workspaceId;
}

/** Reads all that is open anew, in place; nothing where the content of that workspace is not in view any more. */
export async function reloadContent(ofWorkspace: string): Promise<void> {
  if (!showsContentOf(ofWorkspace)) return;
  const open = [TOP, ...[...opened.peek()].filter((id) => branches.peek().has(id))];
  await Promise.all([...open.map((id) => branchOf(id).refresh()), isSearching.peek() && results.refresh()]);
}

export function findContent(typed: string): void {
  search.value = typed;
  results.renew();
  if (isSearching.peek()) void results.refresh();
}

/** Shows what a member sees, read anew from the top; one's own view where none is named. */
export function viewAs(member: Member | undefined): Promise<void> {
  forgetTree();
  viewer.value = member;
  return reloadContent(workspaceId);
}

export function openPlace(id: string): void {
  opened.value = new Set(opened.peek()).add(id);
  void branchOf(id).refresh();
}

export function closePlace(id: string): void {
  opened.value = new Set([...opened.peek()].filter((other) => other !== id));
}

export function loadMoreOf(parentId: string): void {
  void (isSearching.peek() ? results : branchOf(parentId)).more();
}

/** Tries again where it could not be read: from its start, or what comes next. */
export function readAgain(parentId: string): void {
  const list = isSearching.peek() ? results : branchOf(parentId);
  void (list.items.peek() ? list.more() : list.refresh());
}

export function forgetContent(): void {
  workspaceId = "";
  forgetTree();
}

function forgetTree(): void {
  branches.value = new Map();
  opened.value = new Set();
  search.value = "";
  selectedId.value = undefined;
  viewer.value = undefined;
  results.forget();
}
