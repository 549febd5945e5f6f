import { signal } from "@preact/signals";
import { TITLE_MAX, UPLOAD_MAX_BYTES } from "../../../shared/limits.ts";
import { begun } from "./begun-upload.ts";
import { fingerprintOf } from "./fingerprint.ts";

export const VIDEO_TYPES = ["video/mp4", "video/webm", "video/quicktime"];
const VIDEO_ENDINGS = /\.(mp4|webm|mov)$/i;

export type FileProblem = "not_video" | "too_large" | "other_file";

export const file = signal<File | undefined>();
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
  if (!looksLikeVideo(chosen)) return "not_video";
  if (chosen.size > UPLOAD_MAX_BYTES) return "too_large";
  const unfinished = begun.value;
  return unfinished && unfinished.fingerprint !== (await fingerprintOf(chosen)) ? "other_file" : undefined;
}

/** Some systems know no type for a MOV: then the name's ending counts. */
function looksLikeVideo({ type, name }: File): boolean {
  return type === "" ? VIDEO_ENDINGS.test(name) : VIDEO_TYPES.includes(type);
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
