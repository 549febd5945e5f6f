import { computed, signal } from "@preact/signals";
import type { Share } from "../../../shared/api/shares.ts";
import { PASSWORD_MIN } from "../../../shared/limits.ts";
import type { MediaKind } from "../../../shared/policy/access.ts";
import type { Visibility } from "../../../shared/policy/share-access.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { t } from "../../language.ts";
import { announce } from "../../ui/announce.ts";
import { copyText } from "../../ui/copy-text.ts";

export const visibility = signal<Visibility>("restricted");
export const password = signal("");
export const publishing = signal(false);
export const publishProblem = signal<ApiProblem | undefined>();
/** The Share Page, or the link, once there is one. */
export const published = signal<Share | undefined>();
/** Whether the link was copied with it. */
export const copied = signal(false);

/** Another one once what was to be published is not in view any more. */
let inView = {};

export const lacksPassword = computed(() => visibility.value === "password" && password.value.length < PASSWORD_MIN);

/** Who may watch, as it was chosen. */
type Choice = { visibility: Visibility; password?: string };

/** What stands in view just now: it is taken once, for all that is published with one press. */
export function choiceNow(): Choice {
  const choice = { visibility: visibility.peek() };
  return choice.visibility === "password" ? { ...choice, password: password.peek() } : choice;
}

/** Tells from here on whether what is in view is still what it was. */
export function whileInView(): () => boolean {
  const asked = inView;
  return () => asked === inView;
}

/** Throws what the server refuses. */
export async function publishNode(nodeId: string, becomes: MediaKind, json: Choice): Promise<Share> {
  const call = { param: { nodeId }, json };
  // A video has its Share Page; anything else has links.
  return answer(
    becomes === "video" ? api.videos[":nodeId"].publish.$post(call) : api.nodes[":nodeId"].shares.$post(call),
  );
}

/** Whether it is published now, in view or not. */
export async function publish(nodeId: string, becomes: MediaKind): Promise<boolean> {
  const isInView = whileInView();
  publishing.value = true;
  publishProblem.value = undefined;
  try {
    const share = await publishNode(nodeId, becomes, choiceNow());
    if (!isInView()) return true;
    await copyQuietly(share.url);
    if (isInView()) published.value = share;
    return true;
  } catch (error) {
    if (isInView()) publishProblem.value = asApiProblem(error);
    return false;
  } finally {
    if (isInView()) publishing.value = false;
  }
}

/** Copies what was asked for with a press; a browser that refuses, since that was too long ago, has the button beside it. */
export async function copyQuietly(text: string): Promise<void> {
  copied.value = await copyText(text);
  if (copied.value) announce(t("ext.copied"));
}

export function forgetPublication(): void {
  inView = {};
  visibility.value = "restricted";
  password.value = "";
  publishing.value = false;
  published.value = undefined;
  publishProblem.value = undefined;
  copied.value = false;
}
