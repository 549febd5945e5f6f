import { signal } from "@preact/signals";
import * as v from "valibot";
import { type Plan, planChange } from "../../../shared/api/workspaces.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { loadPlan } from "../members/people.ts";

export const plan = signal<Plan | undefined>();
export const seatsProblem = signal<ApiProblem | undefined>();

export async function loadSeats(workspaceId: string): Promise<void> {
  try {
    plan.value = await loadPlan(workspaceId);
  } catch (error) {
    seatsProblem.value = asApiProblem(error);
  }
}

export async function changeSeats(workspaceId: string, seats: number): Promise<boolean> {
  const request = v.safeParse(planChange, { seats });
  seatsProblem.value = undefined;
  if (!request.success) return false;
  try {
    const call = api.workspaces[":workspaceId"].plan.$put({ param: { workspaceId }, json: request.output });
    plan.value = await answer(call);
    return true;
  } catch (error) {
    seatsProblem.value = asApiProblem(error);
    return false;
  }
}

export function forgetSeats(): void {
  plan.value = undefined;
  seatsProblem.value = undefined;
}
