import { signal } from "@preact/signals";
import type { CaptionsTaken } from "../../../shared/api/captions.ts";
import { captionsType } from "../../../shared/webvtt/captions-type.ts";
import { putFile } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";

/** What the server made of each language's files. */
export const added = signal<CaptionsTaken[]>([]);
export const adding = signal(false);
export const captionsProblem = signal<ApiProblem | undefined>();

/** Another one once other captions are in view. */
let inView = {};

/**
 * Sends a captions file for one language; one sent before for the same language is replaced. False where it was refused,
 * or others are in view by then.
 */
export async function addCaptions(nodeId: string, file: File, language: string): Promise<boolean> {
  const asked = inView;
  adding.value = true;
  captionsProblem.value = undefined;
  try {
    const body = new Blob([file], { type: captionsType(file.name) ?? file.type });
    const response = await putFile(`/videos/${nodeId}/captions/${language}`, body);
    const taken: CaptionsTaken = await response.json();
    if (asked !== inView) return false;
    forgetAdded(taken);
    added.value = [...added.value, taken];
    return true;
  } catch (error) {
    if (asked === inView) captionsProblem.value = asApiProblem(error);
    return false;
  } finally {
    adding.value = false;
  }
}

/** The captions of a language, or its chapters, which stand beside them. */
export function forgetAdded({ kind, language }: Pick<CaptionsTaken, "kind" | "language">): void {
  added.value = added.value.filter((other) => other.kind !== kind || other.language !== language);
}

export function forgetCaptions(): void {
  inView = {};
  added.value = [];
  captionsProblem.value = undefined;
}
