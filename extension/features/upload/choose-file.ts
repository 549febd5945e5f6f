import { computed, signal } from "@preact/signals";
import { TITLE_MAX, UPLOAD_MAX_BYTES } from "../../../shared/limits.ts";
import { fileKind } from "./file-kind.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { begun, haveFile, missing, queue, waiting } from "./queue.ts";
import { chosenAgain } from "./queue-steps.ts";

export type FileProblem =
  | { why: "not_taken" }
  | { why: "too_large"; most: number }
  | { why: "unreadable"; fileName: string }
  | { why: "other_file"; fileName: string }
  | { why: "set_aside"; count: number };

export const file = signal<File | undefined>();
/** What the chosen file becomes. */
export const kind = computed(() => file.value && fileKind(file.value));
export const fileProblem = signal<FileProblem | undefined>();
export const title = signal("");

/** Whether something is being begun. */
export const starting = signal(false);

/** `id` is the one that it gets in the queue. */
export type ChosenFile = { id: string; file: File; title: string };

/** Those chosen with it, which go after it once it is begun. */
export const alongside = signal<ChosenFile[]>([]);

/** Whether something is to go on before anything else is begun. */
export const isUnfinished = computed(() => begun.value !== null || waiting.value.length > 0);

export async function chooseFiles(chosen: Iterable<File>): Promise<void> {
  const all = [...chosen];
  if (all.length === 0) return;
  if (isUnfinished.peek()) await chooseAgain(all);
  // What is being begun stays what it is.
  else if (starting.peek() && file.peek()) alongside.value = [...alongside.peek(), ...takeable(all)];
  else chooseNew(all);
}

function chooseNew(chosen: File[]): void {
  const [first, ...others] = takeable(chosen);
  if (!first) return;
  file.value = first.file;
  title.value = first.title;
  alongside.value = others;
}

/** The files that can be sent at all; what is really in them, the server looks at. Of the others it is told why not. */
export function takeable(chosen: Iterable<File>): ChosenFile[] {
  const judged = [...chosen].map((each) => ({ each, problem: problemOf(each) }));
  fileProblem.value = judged.find(({ problem }) => problem)?.problem;
  const taken = judged.filter(({ problem }) => !problem).map(({ each }) => each);
  return taken.map((each) => ({ id: crypto.randomUUID(), file: each, title: titleFrom(each.name) }));
}

/** Takes those that are missing of what was left unfinished, each known by its first bytes. */
async function chooseAgain(chosen: File[]): Promise<void> {
  const all = await Promise.all(chosen.map(async (each) => ({ each, fingerprint: await fingerprintOf(each) })));
  const known = chosenAgain(queue.peek(), all);
  for (const [id, { each }] of known) haveFile(id, each);
  const unreadable = all.find(({ fingerprint }) => fingerprint === undefined);
  const isOther = all.some((one) => ![...known.values()].includes(one));
  const [first] = missing.peek();
  if (unreadable) fileProblem.value = unreadableFile(unreadable.each);
  else fileProblem.value = isOther && first ? { why: "other_file", fileName: first.fileName } : undefined;
}

export function unreadableFile({ name }: File): FileProblem {
  return { why: "unreadable", fileName: name };
}

/** What another tab left unfinished comes first, and goes to a place of its own: what was chosen here is not put with it. */
export function setChosenAside(): void {
  if (!isUnfinished.peek() || !file.peek()) return;
  const count = alongside.peek().length + 1;
  forgetFile();
  alongside.value = [];
  fileProblem.value = { why: "set_aside", count };
}

export function dropAlongside(id: string): void {
  alongside.value = alongside.value.filter((each) => each.id !== id);
}

export function renameAlongside(id: string, title: string): void {
  alongside.value = alongside.value.map((each) => (each.id === id ? { ...each, title } : each));
}

function problemOf(chosen: File): FileProblem | undefined {
  const becomes = fileKind(chosen);
  if (!becomes) return { why: "not_taken" };
  const most = UPLOAD_MAX_BYTES[becomes];
  return chosen.size > most ? { why: "too_large", most } : undefined;
}

/** `2026-05_spring-launch.mp4` → `2026 05 spring launch`; the whole name where nothing of it is left. */
export function titleFrom(name: string): string {
  const words = name
    .replace(/\.[^.]+$/, "")
    .replace(/[_-]+/g, " ")
    .trim();
  return (words || name).slice(0, TITLE_MAX);
}

export function forgetFile(): void {
  file.value = undefined;
  fileProblem.value = undefined;
  title.value = "";
}
