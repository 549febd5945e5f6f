import { computed, signal } from "@preact/signals";
import type { Member, MemberCounts } from "../../../shared/api/members.ts";
import type { MembershipStatus } from "../../../shared/policy/membership.ts";
import type { Role } from "../../../shared/policy/roles.ts";
import { answer, api } from "../../api.ts";
import { pagedList } from "../../live/paged-list.ts";
import { download } from "../download/download.ts";

/** The members of the workspace in view, filtered, fetched by key a page at a time. */

export type MemberFilter = { q: string; status: MembershipStatus | ""; role: Role | "" };
export const NO_FILTER: MemberFilter = { q: "", status: "", role: "" };

export const filter = signal<MemberFilter>(NO_FILTER);
export const counts = signal<MemberCounts | undefined>();
let workspaceId = "";

const list = pagedList({
  size: 50,
  // Of a hundred thousand, scrolling comes to many.
  more: 200,
  most: 200,
  read: readPage,
  take: (page) => {
    counts.value = page.counts;
  },
});
export const { items: members, nextCursor, problem: listProblem, more: loadMoreMembers } = list;

/** How many there are in the whole list, where that is known: not of those that a word or a role is looked for in. */
export const listed = computed(() => {
  if (nextCursor.value === null) return members.value?.length;
  const { q, status, role } = filter.value;
  if (!counts.value || q.trim() !== "" || role !== "") return undefined;
  const { active, invited, requested, suspended } = counts.value;
  return status === "" ? active + invited + requested + suspended : counts.value[status];
});

/** What the list on screen was read with. */
let listedWith: unknown[] = [];

/** Reads the list from its start, as far as it is on screen, in place. */
export function loadMembers(ofWorkspace: string): Promise<void> {
  workspaceId = ofWorkspace;
  const wanted = [workspaceId, filter.value];
  if (wanted.some((each, index) => each !== listedWith[index])) list.renew();
  listedWith = wanted;
  return list.refresh();
}

function readPage(limit: number, cursor?: string) {
  const query = { ...wanted(), limit: String(limit), ...(cursor === undefined ? {} : { cursor }) };
  return answer(api.workspaces[":workspaceId"].members.$get({ param: { workspaceId }, query }));
}

function wanted() {
  const { q, status, role } = filter.value;
  return {
    ...(q.trim() === "" ? {} : { q: q.trim() }),
    ...(status === "" ? {} : { status }),
    ...(role === "" ? {} : { role }),
  };
}

export const membersFile = download();

/** Saves the members that the filter lets through as CSV. */
export function saveMembers(): Promise<boolean> {
  return membersFile.run({
    name: "members.csv",
    type: "text/csv;charset=utf-8",
    ask: (signal) =>
      api.workspaces[":workspaceId"].members.$get(
        { param: { workspaceId }, query: wanted() },
        { headers: { Accept: "text/csv" }, init: { signal } },
      ),
  });
}

export function changeFilter(change: Partial<MemberFilter>): void {
  filter.value = { ...filter.value, ...change };
}

/** Another workspace, or nobody: nothing of the one before is shown. */
export function forgetMembers(): void {
  list.forget();
  membersFile.cancel();
  membersFile.problem.value = undefined;
  filter.value = NO_FILTER;
  counts.value = undefined;
}

export function replaceMember(changed: Member): void {
  members.value = members.value?.map((member) => (member.id === changed.id ? changed : member));
}

export function dropMember(id: string): void {
  members.value = members.value?.filter((member) => member.id !== id);
}
