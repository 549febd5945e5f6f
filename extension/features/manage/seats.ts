import { signal } from "@preact/signals";
import * as v from "valibot";
import { type Plan, planChange } from "../../../shared/api/workspaces.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { loadPlan } from "../members/people.ts";

export const plan = signal<Plan | undefined>();
/** What went wrong with reading them. */
export const seatsProblem = signal<ApiProblem | undefined>();
/** What went wrong with changing them. */
export const seatsRefusal = signal<ApiProblem | undefined>();
export const seatsBusy = signal(false);

export async function loadSeats(workspaceId: string): Promise<void> {
  try {
    plan.value = await loadPlan(workspaceId);
    seatsProblem.value = undefined;
  } catch (error) {
    seatsProblem.value = asApiProblem(error);
  }
}

type Wanted = Pick<Plan, "plan" | "seats">;

/** Answers whether the server has confirmed it. */
export async function changePlan(workspaceId: string, wanted: Wanted): Promise<boolean> {
  const request = v.safeParse(planChange, wanted);
  seatsRefusal.value = undefined;
  if (!request.success) return false;
  seatsBusy.value = true;
  try {
    const call = api.workspaces[":workspaceId"].plan.$put({ param: { workspaceId }, json: request.output });
    plan.value = await answer(call);
    return true;
  } catch (error) {
    seatsRefusal.value = asApiProblem(error);
    return false;
  } finally {
    seatsBusy.value = false;
  }
}

export function forgetSeats(): void {
  plan.value = undefined;
  seatsProblem.value = undefined;
  seatsRefusal.value = undefined;
}
