import { signal } from "@preact/signals";
import type { Domain } from "../../../shared/api/domains.ts";
import { answer, api } from "../../api.ts";
import { listChange } from "../../live/list-change.ts";
import { pagedList } from "../../live/paged-list.ts";
import { dueDomain } from "./due-domain.ts";

let workspaceId = "";

/** All of them come in one answer. */
const ALL = 200;

const list = pagedList({
  size: ALL,
  most: ALL,
  read: readDomains,
  take: (answered) => {
    companyDomains.value = answered.companyDomains;
  },
});
export const { items: domains, problem: domainsProblem } = list;
/** Those proven, and those of the Super Admins' own addresses. */
export const companyDomains = signal<string[]>([]);

const change = listChange(list);
export const { problem: domainProblem, busy: domainBusy } = change;
/** Which of them the last change was to; undefined where one was added. */
export const touched = signal<string | undefined>();

export function loadDomains(ofWorkspace: string): Promise<void> {
  workspaceId = ofWorkspace;
  return list.refresh();
}

async function readDomains() {
  const page = await answer(api.workspaces[":workspaceId"].domains.$get({ param: { workspaceId } }));
  return { ...page, items: page.items.map((one) => ({ ...one, id: one.domain })) };
}

export function addDomain(domain: string): Promise<boolean> {
  touched.value = undefined;
  return change.run(() => api.workspaces[":workspaceId"].domains.$post({ param: { workspaceId }, json: { domain } }));
}

/** Answers whether the record was found; undefined where nobody could tell. */
export async function checkDomain(domain: string): Promise<boolean | undefined> {
  touched.value = domain;
  let checked: Domain | undefined;
  const isDone = await change.run(async () => {
    checked = await lookUp(domain);
  });
  return isDone && checked ? isFound(checked) : undefined;
}

export function removeDomain(domain: string): Promise<boolean> {
  touched.value = domain;
  return change.run(() =>
    api.workspaces[":workspaceId"].domains[":domain"].$delete({ param: { workspaceId, domain } }),
  );
}

/** Looks again, and has the record looked up that waits longest for it. Answers the domain that is found at last. */
export async function lookAgain(ofWorkspace: string): Promise<string | undefined> {
  await loadDomains(ofWorkspace);
  const due = dueDomain(domains.value ?? [], Date.now());
  if (!due) return undefined;
  // Nobody asked for it: whoever does is told what is wrong.
  const checked = await lookUp(due.domain).catch(() => undefined);
  if (ofWorkspace !== workspaceId) return undefined;
  await list.refresh();
  return checked && isFound(checked) ? due.domain : undefined;
}

function lookUp(domain: string): Promise<Domain> {
  return answer(api.workspaces[":workspaceId"].domains[":domain"].verify.$post({ param: { workspaceId, domain } }));
}

export function isFound({ status, missingSince }: Domain): boolean {
  return status === "proven" && missingSince === null;
}

export function forgetDomains(): void {
  workspaceId = "";
  list.forget();
  companyDomains.value = [];
  domainProblem.value = undefined;
  touched.value = undefined;
}
