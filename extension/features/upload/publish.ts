import { signal } from "@preact/signals";
import type { Share } from "../../../shared/api/shares.ts";
import type { Visibility } from "../../../shared/policy/share-access.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";

export const visibility = signal<Visibility>("restricted");
export const publishing = signal(false);
export const publishProblem = signal<ApiProblem | undefined>();
/** The Share Page, once there is one. */
export const published = signal<Share | undefined>();

export async function publish(nodeId: string): Promise<void> {
  publishing.value = true;
  publishProblem.value = undefined;
  try {
    const json = { visibility: visibility.value };
    published.value = await answer(api.videos[":nodeId"].publish.$post({ param: { nodeId }, json }));
  } catch (error) {
    publishProblem.value = asApiProblem(error);
  } finally {
    publishing.value = false;
  }
}

export function forgetPublication(): void {
  visibility.value = "restricted";
  published.value = undefined;
  publishProblem.value = undefined;
}
