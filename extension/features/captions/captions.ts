import { signal } from "@preact/signals";
import type { CaptionsTaken } from "../../../shared/api/captions.ts";
import { captionsType } from "../../../shared/webvtt/captions-type.ts";
import { putFile } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";

/** What the server made of each language's files. */
export const added = signal<CaptionsTaken[]>([]);
export const adding = signal(false);
export const captionsProblem = signal<ApiProblem | undefined>();

/** Sends a captions file for one language; one sent before for the same language is replaced. */
export async function addCaptions(nodeId: string, file: File, language: string): Promise<boolean> {
  adding.value = true;
  captionsProblem.value = undefined;
  try {
    const body = new Blob([file], { type: captionsType(file.name) ?? file.type });
    const response = await putFile(`/videos/${nodeId}/captions/${language}`, body);
    const taken: CaptionsTaken = await response.json();
    added.value = [...added.value.filter((other) => !isSame(other, taken)), taken];
    return true;
  } catch (error) {
    captionsProblem.value = asApiProblem(error);
    return false;
  } finally {
    adding.value = false;
  }
}

/** The captions of a language, or its chapters, which stand beside them. */
function isSame(one: CaptionsTaken, other: CaptionsTaken): boolean {
  return one.kind === other.kind && one.language === other.language;
}

export function forgetCaptions(): void {
  added.value = [];
  captionsProblem.value = undefined;
}
