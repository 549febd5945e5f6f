import { computed, signal } from "@preact/signals";
import type { Me } from "../../shared/api/accounts.ts";
import { answer, api } from "../api.ts";
import { type ApiProblem, asApiProblem } from "../api-problem.ts";
import { knownMeItem, workspaceIdItem } from "../storage.ts";

/** Who is signed in and where they belong, as last heard of. */
export const me = signal<Me | undefined>();
export const meProblem = signal<ApiProblem | undefined>();

const workspaceId = signal<string | null>(null);

export type Belonging = Me["memberships"][number];

/** Where one may work; a suspended membership shows in the list and opens nothing. */
export const belongings = computed<Belonging[]>(() => me.value?.memberships ?? []);

/** The workspace in view: the one chosen last, else the first shared one, else one's own. */
export const current = computed<Belonging | undefined>(() => {
  const active = belongings.value.filter(({ status }) => status === "active");
  return (
    active.find(({ workspace }) => workspace.id === workspaceId.value) ??
    active.find(({ workspace }) => workspace.kind === "shared") ??
    active[0]
  );
});

export async function restoreMe(): Promise<void> {
  const [known, chosen] = await Promise.all([knownMeItem.getValue(), workspaceIdItem.getValue()]);
  me.value = known ?? undefined;
  workspaceId.value = chosen;
}

export async function loadMe(): Promise<void> {
  try {
    const fresh = await answer(api.me.$get());
    me.value = fresh;
    meProblem.value = undefined;
    await knownMeItem.setValue(fresh);
  } catch (error) {
    meProblem.value = asApiProblem(error);
  }
}

export async function switchWorkspace(id: string): Promise<void> {
  workspaceId.value = id;
  await workspaceIdItem.setValue(id);
}

export function forgetMe(): void {
  me.value = undefined;
  meProblem.value = undefined;
  workspaceId.value = null;
}
