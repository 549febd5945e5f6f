import { signal } from "@preact/signals";
import type { AuditAction } from "../../../shared/audit-actions.ts";
import { answer, api } from "../../api.ts";
import { pagedList } from "../../live/paged-list.ts";
import { readTitle } from "../content/read-title.ts";
import { download } from "../download/download.ts";
import { anchorOf } from "../settings/anchors.ts";

/** Whether the log is in view, and not the settings. */
export const isAuditOpen = signal(false);

/** Back to the settings, where it was opened. */
export function closeAudit(): void {
  isAuditOpen.value = false;
  location.hash = anchorOf("audit");
}

export const TIMES = ["all", "today", "week", "month"] as const;
export type Since = (typeof TIMES)[number];

/** A user, or a member of this workspace. */
export type Someone = { id: string; name: string };

export type AuditFilter = { actor: Someone | undefined; action: AuditAction | ""; since: Since };
export const NO_FILTER: AuditFilter = { actor: undefined, action: "", since: "all" };

export const auditFilter = signal<AuditFilter>(NO_FILTER);
/** The entries whose details are in view, wherever one scrolls. */
export const unfoldedEntries = signal<ReadonlySet<string>>(new Set());

/** What nodes are called that entries name by their ids, as far as that was read. */
export const titles = signal<ReadonlyMap<string, string>>(new Map());

let workspaceId = "";

const list = pagedList({ size: 50, more: 200, most: 200, read: readPage });
export const { items: entries, nextCursor: nextEntries, problem: auditProblem, more: loadMoreEntries } = list;

export const auditFile = download();

const route = api.workspaces[":workspaceId"].audit;

export function loadAudit(ofWorkspace: string): Promise<void> {
  workspaceId = ofWorkspace;
  return list.refresh();
}

export async function filterAudit(change: Partial<AuditFilter>): Promise<void> {
  auditFilter.value = { ...auditFilter.value, ...change };
  list.renew();
  await list.refresh();
  // What another filter let through is no answer.
  if (auditProblem.value) entries.value = undefined;
}

function readPage(limit: number, cursor?: string) {
  const query = { ...wanted(), limit: String(limit), ...(cursor === undefined ? {} : { cursor }) };
  return answer(route.$get({ param: { workspaceId }, query }));
}

/** Saves what the filter lets through, a line of JSON an entry. */
export function saveAudit(): Promise<boolean> {
  return auditFile.run({
    name: "audit.ndjson",
    type: "application/x-ndjson",
    ask: (signal) =>
      route.$get(
        { param: { workspaceId }, query: wanted() },
        { headers: { Accept: "application/x-ndjson" }, init: { signal } },
      ),
  });
}

function wanted() {
  const { actor, action, since } = auditFilter.peek();
  const from = startOf(since, new Date());
  return {
    ...(actor ? { actor: actor.id } : {}),
    ...(action === "" ? {} : { action }),
    ...(from ? { since: from.toISOString() } : {}),
  };
}

const DAYS: Record<Exclude<Since, "all">, number> = { today: 0, week: 7, month: 30 };

/** Days as the person's own calendar has them. */
export function startOf(since: Since, now: Date): Date | undefined {
  if (since === "all") return undefined;
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - DAYS[since]);
}

export function foldEntry(id: string, isOpen: boolean): void {
  const open = new Set(unfoldedEntries.peek());
  if (isOpen) open.add(id);
  else open.delete(id);
  unfoldedEntries.value = open;
}

/** Whoever reads the log sees all that is in the workspace; what is no more keeps its id. */
export async function learnTitle(nodeId: string): Promise<void> {
  if (titles.peek().has(nodeId)) return;
  const title = await readTitle(nodeId);
  if (title !== undefined && isAuditOpen.peek()) titles.value = new Map(titles.peek()).set(nodeId, title);
}

export function forgetAudit(): void {
  titles.value = new Map();
  isAuditOpen.value = false;
  auditFile.cancel();
  auditFile.problem.value = undefined;
  auditFilter.value = NO_FILTER;
  unfoldedEntries.value = new Set();
  list.forget();
}
