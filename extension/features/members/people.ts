import { signal } from "@preact/signals";
import type { Member } from "../../../shared/api/members.ts";
import type { Plan } from "../../../shared/api/workspaces.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { type Belonging, mayInvite } from "../../session/belonging.ts";
import { signedIn } from "../../session/session.ts";
import { type KnownPeople, keepWhileSignedIn, knownPeopleItem } from "../../storage.ts";

/** Who is in the workspace in view, as the popup shows it: the newest few, the counts and the seats. */

const SHOWN = 5;

const known = signal<Record<string, KnownPeople>>({});
export const peopleProblem = signal<ApiProblem | undefined>();

export function peopleOf(workspaceId: string): KnownPeople | undefined {
  return known.value[workspaceId];
}

export async function restorePeople(): Promise<void> {
  known.value = await knownPeopleItem.getValue();
}

let looks = 0;

export async function loadPeople(belonging: Belonging): Promise<void> {
  const workspaceId = belonging.workspace.id;
  const look = ++looks;
  // What was asked for later is newer, whichever comes first; and whoever is gone is told nothing.
  const isWanted = () => look === looks && signedIn.peek();
  try {
    const [page, plan] = await Promise.all([
      answer(api.workspaces[":workspaceId"].members.$get({ param: { workspaceId }, query: { limit: String(SHOWN) } })),
      mayInvite(belonging) ? loadPlan(workspaceId) : null,
    ]);
    if (!isWanted()) return;
    peopleProblem.value = undefined;
    await keep(workspaceId, { members: page.items, counts: page.counts, plan });
  } catch (error) {
    if (isWanted()) peopleProblem.value = asApiProblem(error);
  }
}

function loadPlan(workspaceId: string): Promise<Plan> {
  return answer(api.workspaces[":workspaceId"].plan.$get({ param: { workspaceId } }));
}

/** Shows people just invited at once, before the list is read again. */
export async function showInvited(workspaceId: string, invited: Member[]): Promise<void> {
  const before = peopleOf(workspaceId);
  if (!before || invited.length === 0) return;
  const ids = new Set(invited.map(({ id }) => id));
  const members = [...invited, ...before.members.filter(({ id }) => !ids.has(id))].slice(0, SHOWN);
  await keep(workspaceId, { ...before, members });
}

async function keep(workspaceId: string, people: KnownPeople): Promise<void> {
  known.value = { ...known.value, [workspaceId]: people };
  await keepWhileSignedIn(knownPeopleItem, known.value);
}

export function forgetPeople(): void {
  known.value = {};
  peopleProblem.value = undefined;
}
