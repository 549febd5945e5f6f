import { signal } from "@preact/signals";
import type { Member, MemberCounts } from "../../../shared/api/members.ts";
import type { MembershipStatus } from "../../../shared/policy/membership.ts";
import type { Role } from "../../../shared/policy/roles.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";

/** The members of the workspace in view, filtered, fetched by key a page at a time. */

const PAGE = 50;
const PAGE_MOST = 200;

export type MemberFilter = { q: string; status: MembershipStatus | ""; role: Role | "" };
export const NO_FILTER: MemberFilter = { q: "", status: "", role: "" };

export const filter = signal<MemberFilter>(NO_FILTER);
export const members = signal<Member[] | undefined>();
export const counts = signal<MemberCounts | undefined>();
export const listProblem = signal<ApiProblem | undefined>();
export const nextCursor = signal<string | null>(null);
const loadingMore = signal(false);

/** Only the newest look counts: an answer that was overtaken is dropped. */
let looks = 0;
/** The filter that what is on screen was read with. */
let listedWith: MemberFilter | undefined;

/** Reads the list from its start, as far as it is on screen, in place. */
export async function loadMembers(workspaceId: string): Promise<void> {
  const look = ++looks;
  const wanted = filter.value;
  const shown = listedWith === wanted ? (members.value ?? []) : [];
  try {
    const page = await readPage(workspaceId, Math.min(PAGE_MOST, Math.max(PAGE, shown.length)));
    if (look !== looks) return;
    const beyond = page.nextCursor === null ? [] : shown.slice(page.items.length);
    listedWith = wanted;
    members.value = [...page.items, ...beyond];
    if (beyond.length === 0) nextCursor.value = page.nextCursor;
    counts.value = page.counts;
    listProblem.value = undefined;
  } catch (error) {
    if (look === looks) listProblem.value = asApiProblem(error);
  }
}

export async function loadMoreMembers(workspaceId: string): Promise<void> {
  const cursor = nextCursor.value;
  if (cursor === null || loadingMore.value) return;
  const look = ++looks;
  loadingMore.value = true;
  try {
    const page = await readPage(workspaceId, PAGE, cursor);
    if (look !== looks) return;
    const known = new Set(members.value?.map(({ id }) => id));
    members.value = [...(members.value ?? []), ...page.items.filter(({ id }) => !known.has(id))];
    nextCursor.value = page.nextCursor;
  } catch (error) {
    listProblem.value = asApiProblem(error);
  } finally {
    loadingMore.value = false;
  }
}

function readPage(workspaceId: string, limit: number, cursor?: string) {
  const { q, status, role } = filter.value;
  const query = {
    limit: String(limit),
    ...(cursor === undefined ? {} : { cursor }),
    ...(q.trim() === "" ? {} : { q: q.trim() }),
    ...(status === "" ? {} : { status }),
    ...(role === "" ? {} : { role }),
  };
  return answer(api.workspaces[":workspaceId"].members.$get({ param: { workspaceId }, query }));
}

export function changeFilter(change: Partial<MemberFilter>): void {
  filter.value = { ...filter.value, ...change };
}

/** Another workspace, or nobody: nothing of the one before is shown. */
export function forgetMembers(): void {
  looks += 1;
  filter.value = NO_FILTER;
  members.value = undefined;
  counts.value = undefined;
  listProblem.value = undefined;
  nextCursor.value = null;
}

export function replaceMember(changed: Member): void {
  members.value = members.value?.map((member) => (member.id === changed.id ? changed : member));
}

export function dropMember(id: string): void {
  members.value = members.value?.filter((member) => member.id !== id);
}
