import { computed, signal } from "@preact/signals";
import type { CaptionTrack } from "../../../shared/api/captions.ts";
import { PAGE_MAX } from "../../../shared/limits.ts";
import { CAPTIONS_KINDS } from "../../../shared/webvtt/captions-kind.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { download } from "../download/download.ts";
import { forgetAdded, forgetCaptions } from "./captions.ts";

/** What is written to a video or a voice: its captions, then its chapters. */
export const tracks = signal<CaptionTrack[] | undefined>();
export const tracksProblem = signal<ApiProblem | undefined>();
/** A track that is had as a file. */
export const trackFile = download();
const deleting = signal(false);
export const tracksBusy = computed(() => deleting.value || trackFile.received.value !== undefined);

/** The one in view: what is answered of any other goes to nobody. */
let nodeId = "";

/** Puts another one into view. */
export function showTracks(ofNode: string): Promise<void> {
  forgetTracks();
  nodeId = ofNode;
  return loadTracks(ofNode);
}

/** Nothing happens where another one is in view by now. */
export async function loadTracks(ofNode: string): Promise<void> {
  if (ofNode !== nodeId) return;
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

/** Whether it has gone from view; false where it was refused. */
export async function deleteTrack(ofNode: string, track: CaptionTrack): Promise<boolean> {
  if (tracksBusy.peek()) return false;
  const { kind, language } = track;
  deleting.value = true;
  try {
    const param = { nodeId: ofNode, lang: language };
    await api.videos[":nodeId"].captions[":lang"].$delete({ param, query: { kind } });
    if (ofNode !== nodeId) return false;
    forgetAdded(track);
    await loadTracks(ofNode);
    return ofNode === nodeId;
  } catch (error) {
    if (ofNode === nodeId) tracksProblem.value = asApiProblem(error);
    return false;
  } finally {
    deleting.value = false;
  }
}

/** Hands a track to the browser as a file, as it is kept. */
export async function downloadTrack(ofNode: string, { kind, language }: CaptionTrack, title: string): Promise<void> {
  if (tracksBusy.peek()) return;
  const call = { param: { nodeId: ofNode, lang: language }, query: { kind } };
  await trackFile.run({
    name: kind === "chapters" ? `${title}.${kind}.${language}.vtt` : `${title}.${language}.vtt`,
    type: "text/vtt",
    ask: (signal) => api.videos[":nodeId"].captions[":lang"].$get(call, { init: { signal } }),
  });
}

export function forgetTracks(): void {
  nodeId = "";
  tracks.value = undefined;
  tracksProblem.value = undefined;
  trackFile.cancel();
  trackFile.problem.value = undefined;
  forgetCaptions();
}
