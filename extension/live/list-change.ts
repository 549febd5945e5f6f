import { type Signal, signal } from "@preact/signals";
import { type ApiProblem, asApiProblem } from "../api-problem.ts";
import type { PagedList } from "./paged-list.ts";

export type ListChange = {
  busy: Signal<boolean>;
  /** What went wrong with it, beside what went wrong with the list. */
  problem: Signal<ApiProblem | undefined>;
  /** Makes a change and reads the list anew; false where it did not count, or another is under way. */
  run(work: () => Promise<unknown>): Promise<boolean>;
};

/** One change after the other to what a list shows. */
export function listChange(list: Pick<PagedList<unknown>, "renew" | "refresh">): ListChange {
  const busy = signal(false);
  const problem = signal<ApiProblem | undefined>();

  async function run(work: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    problem.value = undefined;
    try {
      await work();
      return true;
    } catch (error) {
      problem.value = asApiProblem(error);
      return false;
    } finally {
      busy.value = false;
      list.renew();
      await list.refresh();
    }
  }

  return { busy, problem, run };
}
