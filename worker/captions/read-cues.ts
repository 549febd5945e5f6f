import type { Cue } from "../../shared/webvtt/cue.ts";
import { visibleText } from "../../shared/webvtt/cue-text.ts";
import { parseWebVtt } from "../../shared/webvtt/parse.ts";
import type { RequestContext } from "../context.ts";
import type { CaptionTrackRow } from "./present.ts";

/** The cues of a track, in the order of showing; undefined where its object is gone. */
export async function readCues({ env }: RequestContext, { r2Key }: CaptionTrackRow): Promise<Cue[] | undefined> {
  const object = await env.MEDIA.get(r2Key);
  return object ? (parseWebVtt(await object.text())?.cues ?? []) : undefined;
}

/** What is said while a cue shows, as one line. */
export function wordsOf({ text }: Cue): string {
  return visibleText(text).replace(/\s+/g, " ").trim();
}
