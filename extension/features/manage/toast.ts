import { signal } from "@preact/signals";
import type { ApiProblem } from "../../api-problem.ts";
import { problemText } from "../../language.ts";

export type ToastText = { kind: "done" | "problem"; text: string };
export const toast = signal<ToastText | undefined>();

const SHOWN_FOR = 6_000;
let timer: ReturnType<typeof setTimeout> | undefined;

export function say(text: string): void {
  show({ kind: "done", text });
}

export function sayProblem(problem: ApiProblem): void {
  show({ kind: "problem", text: problemText(problem) });
}

function show(shown: ToastText): void {
  clearTimeout(timer);
  toast.value = shown;
  timer = setTimeout(() => {
    toast.value = undefined;
  }, SHOWN_FOR);
}
