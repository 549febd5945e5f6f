import { computed, signal } from "@preact/signals";
import type { Share } from "../../../shared/api/shares.ts";
import { PASSWORD_MIN } from "../../../shared/limits.ts";
import type { Visibility } from "../../../shared/policy/share-access.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { kind } from "./choose-file.ts";

export const visibility = signal<Visibility>("restricted");
export const password = signal("");
export const publishing = signal(false);
export const publishProblem = signal<ApiProblem | undefined>();
/** The Share Page, or the link, once there is one. */
export const published = signal<Share | undefined>();

export const lacksPassword = computed(() => visibility.value === "password" && password.value.length < PASSWORD_MIN);

export async function publish(nodeId: string): Promise<void> {
  publishing.value = true;
  publishProblem.value = undefined;
  try {
    const chosen = { visibility: visibility.value };
    const json = chosen.visibility === "password" ? { ...chosen, password: password.value } : chosen;
    const call = { param: { nodeId }, json };
    // A video has its Share Page; anything else has links.
    published.value = await answer(
      kind.value === "video" ? api.videos[":nodeId"].publish.$post(call) : api.nodes[":nodeId"].shares.$post(call),
    );
  } catch (error) {
    publishProblem.value = asApiProblem(error);
  } finally {
    publishing.value = false;
  }
}

export function forgetPublication(): void {
  visibility.value = "restricted";
  password.value = "";
  published.value = undefined;
  publishProblem.value = undefined;
}
