import { signal } from "@preact/signals";
import type { Member } from "../../../shared/api/members.ts";
import type { Plan } from "../../../shared/api/workspaces.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { inOrder } from "../../live/in-order.ts";
import { type Belonging, mayInvite } from "../../session/belonging.ts";
import { knownByWorkspace } from "../../session/known-by-workspace.ts";
import { signedIn } from "../../session/session.ts";
import { knownPeopleItem } from "../../storage.ts";

/** Who is in the workspace in view, as the popup shows it: the newest few, the counts and the seats. */

const SHOWN = 5;
/** As many are read: whoever asks to join stands among the newest, and elsewhere in the popup. */
const READ = 30;

const known = knownByWorkspace(knownPeopleItem);
export const { of: peopleOf, restore: restorePeople } = known;
export const peopleProblem = signal<ApiProblem | undefined>();

const beginLook = inOrder();

export async function loadPeople(belonging: Belonging): Promise<void> {
  const workspaceId = belonging.workspace.id;
  const isTaken = beginLook();
  // Whoever is gone is told nothing.
  const isWanted = () => isTaken() && signedIn.peek();
  try {
    const [page, plan] = await Promise.all([
      answer(api.workspaces[":workspaceId"].members.$get({ param: { workspaceId }, query: { limit: String(READ) } })),
      mayInvite(belonging) ? loadPlan(workspaceId) : null,
    ]);
    if (!isWanted()) return;
    peopleProblem.value = undefined;
    const members = page.items.filter(({ status }) => status !== "requested").slice(0, SHOWN);
    await known.keep(workspaceId, { members, counts: page.counts, plan });
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
  await known.keep(workspaceId, { ...before, members });
}

export function forgetPeople(): void {
  known.forget();
  peopleProblem.value = undefined;
}
