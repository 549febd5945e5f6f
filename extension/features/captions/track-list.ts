import { signal } from "@preact/signals";
import type { CaptionTrack } from "../../../shared/api/captions.ts";
import { PAGE_MAX } from "../../../shared/limits.ts";
import { CAPTIONS_KINDS } from "../../../shared/webvtt/captions-kind.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { forgetCaptions } from "./captions.ts";

/** What is written to a video or a voice: its captions, then its chapters. */
export const tracks = signal<CaptionTrack[] | undefined>();
export const tracksProblem = signal<ApiProblem | undefined>();
export const tracksBusy = signal(false);

const SAVED_WITHIN_MS = 60_000;

let nodeId = "";

export async function loadTracks(ofNode: string): Promise<void> {
  if (ofNode !== nodeId) forgetTracks();
  nodeId = ofNode;
  try {
    const read = (kind: CaptionTrack["kind"]) =>
      answer(
        api.videos[":nodeId"].captions.$get({ param: { nodeId: ofNode }, query: { kind, limit: String(PAGE_MAX) } }),
      );
    const pages = await Promise.all(CAPTIONS_KINDS.map(read));
    if (ofNode !== nodeId) return;
    tracks.value = pages.flatMap(({ items }) => items);
    tracksProblem.value = undefined;
  } catch (error) {
    if (ofNode === nodeId) tracksProblem.value = asApiProblem(error);
  }
}

/** False where it was refused. */
export async function deleteTrack({ kind, language }: CaptionTrack): Promise<boolean> {
  const ofNode = nodeId;
  return act(async () => {
    const param = { nodeId: ofNode, lang: language };
    await api.videos[":nodeId"].captions[":lang"].$delete({ param, query: { kind } });
    forgetCaptions();
    await loadTracks(ofNode);
  });
}

/** Hands a track to the browser as a file, as it is kept. */
export async function downloadTrack({ kind, language }: CaptionTrack, title: string): Promise<boolean> {
  const ofNode = nodeId;
  return act(async () => {
    const param = { nodeId: ofNode, lang: language };
    const response = await api.videos[":nodeId"].captions[":lang"].$get({ param, query: { kind } });
    const name = kind === "chapters" ? `${title}.${kind}.${language}.vtt` : `${title}.${language}.vtt`;
    handOver(await response.blob(), name);
  });
}

function handOver(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  // The browser reads it when it begins to save.
  setTimeout(() => URL.revokeObjectURL(url), SAVED_WITHIN_MS);
}

async function act(work: () => Promise<void>): Promise<boolean> {
  tracksBusy.value = true;
  try {
    await work();
    return true;
  } catch (error) {
    tracksProblem.value = asApiProblem(error);
    return false;
  } finally {
    tracksBusy.value = false;
  }
}

export function forgetTracks(): void {
  nodeId = "";
  tracks.value = undefined;
  tracksProblem.value = undefined;
  forgetCaptions();
}
