import { signal } from "@preact/signals";
import * as v from "valibot";
import { type Plan, planChange } from "../../../shared/api/workspaces.ts";
import { api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";

export const plan = signal<Plan | undefined>();
/** What went wrong with reading them. */
export const seatsProblem = signal<ApiProblem | undefined>();
/** What went wrong with changing them. */
export const seatsRefusal = signal<ApiProblem | undefined>();
export const seatsBusy = signal(false);

let workspaceId = "";
/** What was read: whoever changed it meanwhile is not overwritten. */
let version = "";

export async function loadSeats(ofWorkspace: string): Promise<void> {
  workspaceId = ofWorkspace;
  try {
    await take(ofWorkspace, await api.workspaces[":workspaceId"].plan.$get({ param: { workspaceId: ofWorkspace } }));
    seatsProblem.value = undefined;
  } catch (error) {
    if (ofWorkspace === workspaceId) seatsProblem.value = asApiProblem(error);
  }
}

/** What is not chosen stays as it is. */
export type PlanWish = { plan?: Plan["plan"] | undefined; seats: number };

/** Answers whether the server has confirmed it; where somebody was faster it is not, and what they did is shown. */
export async function changePlan(ofWorkspace: string, wish: PlanWish): Promise<boolean> {
  const request = v.safeParse(planChange, wish);
  seatsRefusal.value = undefined;
  if (!request.success) return false;
  seatsBusy.value = true;
  try {
    const call = { param: { workspaceId: ofWorkspace }, json: request.output };
    await take(ofWorkspace, await api.workspaces[":workspaceId"].plan.$put(call, { headers: { "If-Match": version } }));
    return true;
  } catch (error) {
    const problem = asApiProblem(error);
    if (problem.code === "precondition_failed") await loadSeats(ofWorkspace);
    seatsRefusal.value = problem;
    return false;
  } finally {
    seatsBusy.value = false;
  }
}

async function take(ofWorkspace: string, response: { json(): Promise<Plan>; headers: Headers }): Promise<void> {
  const fresh = await response.json();
  // Another workspace may be in view by now.
  if (ofWorkspace !== workspaceId) return;
  plan.value = fresh;
  version = response.headers.get("ETag") ?? "";
}

export function forgetSeats(): void {
  workspaceId = "";
  plan.value = undefined;
  seatsProblem.value = undefined;
  seatsRefusal.value = undefined;
}
