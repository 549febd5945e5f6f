import { signal } from "@preact/signals";
import type { Member } from "../../../shared/api/members.ts";
import type { NodeAccessList } from "../../../shared/api/nodes.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";

/** Who may do what at one node, with the version that was read: whoever changed it meanwhile is not overwritten. */
export const access = signal<NodeAccessList | undefined>();
export const accessProblem = signal<ApiProblem | undefined>();
/** Those granted something, by membership, as far as they are known. */
export const people = signal<ReadonlyMap<string, Member>>(new Map());

let nodeId = "";
let version = "";
/** The list of that version. */
let confirmed: NodeAccessList | undefined;
/** Another one after each refusal, and after each reading: it takes the place of what was wished before. */
let era = 0;
let lastTurn: Promise<boolean> = Promise.resolve(true);

export async function loadAccess(ofNode: string, workspaceId: string): Promise<void> {
  if (ofNode !== nodeId) {
    access.value = undefined;
    confirmed = undefined;
  }
  nodeId = ofNode;
  accessProblem.value = undefined;
  try {
    const response = await api.nodes[":nodeId"].access.$get({ param: { nodeId: ofNode } });
    const list = (await response.json()) as NodeAccessList;
    if (ofNode !== nodeId) return;
    version = response.headers.get("ETag") ?? "";
    era += 1;
    confirmed = list;
    access.value = list;
    await Promise.all(list.grants.map(({ membershipId }) => learn(workspaceId, membershipId)));
  } catch (error) {
    if (ofNode === nodeId) accessProblem.value = asApiProblem(error);
  }
}

/** Whether what is known is of this node. */
export function knowsAccessOf(node: string): boolean {
  return node === nodeId && access.peek() !== undefined;
}

/**
 * Shown at once; taken back with the reason if refused. One at a time: what was wished meanwhile goes with the version
 * that the one before it made, or not at all where that was refused.
 */
export function changeAccess(workspaceId: string, wanted: NodeAccessList): Promise<boolean> {
  const [ofNode, ofEra] = [nodeId, era];
  access.value = wanted;
  accessProblem.value = undefined;
  lastTurn = lastTurn.then(() => (ofNode === nodeId && ofEra === era ? send(workspaceId, wanted, ofEra) : false));
  return lastTurn;
}

async function send(workspaceId: string, json: NodeAccessList, ofEra: number): Promise<boolean> {
  // The newer wish says all that this one does.
  if (access.value !== json) return true;
  const ofNode = nodeId;
  try {
    const call = { param: { nodeId: ofNode }, json };
    const response = await api.nodes[":nodeId"].access.$put(call, { headers: { "If-Match": version } });
    if (ofNode !== nodeId) return true;
    // What was read meanwhile may be of before.
    if (ofEra !== era) await loadAccess(ofNode, workspaceId);
    else {
      version = response.headers.get("ETag") ?? "";
      confirmed = json;
    }
    return true;
  } catch (error) {
    if (ofNode !== nodeId) return false;
    era += 1;
    access.value = confirmed;
    await loadAccess(ofNode, workspaceId);
    if (ofNode === nodeId) accessProblem.value = asApiProblem(error);
    return false;
  }
}

export async function learn(workspaceId: string, membershipId: string): Promise<void> {
  if (people.peek().has(membershipId)) return;
  const param = { workspaceId, membershipId };
  know(await answer(api.workspaces[":workspaceId"].members[":membershipId"].$get({ param })));
}

export function nameOf(member: Member | undefined): string {
  return member ? member.name || member.email : "…";
}

export function know(member: Member): void {
  people.value = new Map(people.peek()).set(member.id, member);
}

/** Active members whose name or address begins so, a handful. */
export async function findMembers(workspaceId: string, q: string): Promise<Member[]> {
  const query = { q, status: "active", limit: "6" } as const;
  return (await answer(api.workspaces[":workspaceId"].members.$get({ param: { workspaceId }, query }))).items;
}

export function forgetAccess(): void {
  nodeId = "";
  access.value = undefined;
  confirmed = undefined;
  accessProblem.value = undefined;
  people.value = new Map();
}
