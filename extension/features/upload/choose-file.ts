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

/** Those chosen with it, which go after it. */
export const waiting = signal<File[]>([]);

/** Takes the files that can be sent at all; what is really in them, the server looks at. What was begun goes on alone. */
export async function chooseFiles(chosen: Iterable<File>): Promise<void> {
  const judged = await Promise.all([...chosen].map(async (each) => ({ each, problem: await problemOf(each) })));
  if (judged.length === 0) return;
  fileProblem.value = judged.find(({ problem }) => problem)?.problem;
  const [first, ...others] = judged.filter(({ problem }) => !problem).map(({ each }) => each);
  if (!first) return;
  file.value = first;
  waiting.value = begun.value ? [] : others;
  title.value = begun.value?.title ?? titleFrom(first.name);
}

/** The next of those that wait becomes the file; false where none does. */
export function takeNext(): boolean {
  const [next, ...rest] = waiting.value;
  if (!next) return false;
  waiting.value = rest;
  file.value = next;
  title.value = titleFrom(next.name);
  return true;
}

export function dropWaiting(dropped: File): void {
  waiting.value = waiting.value.filter((each) => each !== dropped);
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
