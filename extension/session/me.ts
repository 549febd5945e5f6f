import { computed, signal } from "@preact/signals";
import type { Me } from "../../shared/api/accounts.ts";
import { answer, api } from "../api.ts";
import { type ApiProblem, asApiProblem } from "../api-problem.ts";
import { inOrder } from "../live/in-order.ts";
import { keepOnlyOf, keepWhileSignedIn, knownMeItem, workspaceIdItem } from "../storage.ts";
import { type Belonging, chooseCurrent } from "./belonging.ts";

/** Who is signed in and where they belong, as last heard of. */
export const me = signal<Me | undefined>();
export const meProblem = signal<ApiProblem | undefined>();

const workspaceId = signal<string | null>(null);

/** Where one may work; a suspended membership shows in the list and opens nothing. */
export const belongings = computed<Belonging[]>(() => me.value?.memberships ?? []);

/** The workspace in view. */
export const current = computed<Belonging | undefined>(() => chooseCurrent(belongings.value, workspaceId.value));

export async function restoreMe(): Promise<void> {
  const [known, chosen] = await Promise.all([knownMeItem.getValue(), workspaceIdItem.getValue()]);
  me.value = known ?? undefined;
  workspaceId.value = chosen;
  // A name or a language that was changed in another window is the same here.
  knownMeItem.watch((heard) => {
    if (heard && me.peek() && JSON.stringify(heard) !== JSON.stringify(me.peek())) me.value = heard;
  });
}

const beginLook = inOrder();

export async function loadMe(): Promise<void> {
  const isTaken = beginLook();
  try {
    const fresh = await answer(api.me.$get());
    if (!isTaken()) return;
    me.value = fresh;
    meProblem.value = undefined;
    await keepWhileSignedIn(knownMeItem, fresh);
    await keepOnlyOf(fresh.memberships.map(({ workspace }) => workspace.id));
  } catch (error) {
    if (isTaken()) meProblem.value = asApiProblem(error);
  }
}

export async function switchWorkspace(id: string): Promise<void> {
  workspaceId.value = id;
  await keepWhileSignedIn(workspaceIdItem, id);
}

export function forgetMe(): void {
  me.value = undefined;
  meProblem.value = undefined;
  workspaceId.value = null;
}
