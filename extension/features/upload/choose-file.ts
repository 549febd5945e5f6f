import { computed, signal } from "@preact/signals";
import { TITLE_MAX, UPLOAD_MAX_BYTES } from "../../../shared/limits.ts";
import { begun } from "./begun-upload.ts";
import { fileKind } from "./file-kind.ts";
import { fingerprintOf } from "./fingerprint.ts";

export type FileProblem =
  | { why: "not_taken" }
  | { why: "too_large"; most: number }
  | { why: "other_file"; fileName: string };

export const file = signal<File | undefined>();
/** What the chosen file becomes. */
export const kind = computed(() => file.value && fileKind(file.value));
export const fileProblem = signal<FileProblem | undefined>();
export const title = signal("");

/** Takes a file if it can be sent at all; what is really in it, the server looks at. */
export async function chooseFile(chosen: File | undefined): Promise<void> {
  if (!chosen) return;
  fileProblem.value = await problemOf(chosen);
  if (fileProblem.value) return;
  file.value = chosen;
  title.value = begun.value?.title ?? titleFrom(chosen.name);
}

async function problemOf(chosen: File): Promise<FileProblem | undefined> {
  const becomes = fileKind(chosen);
  if (!becomes) return { why: "not_taken" };
  const most = UPLOAD_MAX_BYTES[becomes];
  if (chosen.size > most) return { why: "too_large", most };
  const unfinished = begun.value;
  if (!unfinished || unfinished.fingerprint === (await fingerprintOf(chosen))) return undefined;
  return { why: "other_file", fileName: unfinished.fileName };
}

/** `2026-05_spring-launch.mp4` → `2026 05 spring launch`. */
function titleFrom(name: string): string {
  return name
    .replace(/\.[^.]+$/, "")
    .replace(/[_-]+/g, " ")
    .trim()
    .slice(0, TITLE_MAX);
}

export function forgetFile(): void {
  file.value = undefined;
  fileProblem.value = undefined;
  title.value = "";
}
