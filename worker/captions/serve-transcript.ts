import { canonicalLanguage, type Transcript } from "../../shared/api/captions.ts";
import type { RequestContext } from "../context.ts";
import { Problem } from "../http/problem.ts";
import { requireShareView } from "../shares/gate.ts";
import type { ShareAsked } from "../shares/share-asked.ts";
import { shareBytesHeaders } from "../shares/share-bytes.ts";
import { orderTracks } from "./order-tracks.ts";
import { paragraphsOf } from "./paragraphs.ts";
import { readCues, wordsOf } from "./read-cues.ts";

export type TranscriptAsked = {
  /** Without one the language that the page shows by itself, else the first of its menu. */
  language: string | undefined;
  acceptLanguage: string | null;
  asJson: boolean;
};

const SECOND = 1_000;
const CHOSEN_BY = { Vary: "Accept, Accept-Language, Cookie" };

/** What is said in what is shared, for whoever the gate lets in: cue by cue as JSON, or as text to read. */
export async function serveTranscript(
  ctx: RequestContext,
  asked: ShareAsked,
  { language, acceptLanguage, asJson }: TranscriptAsked,
): Promise<Response> {
  const view = await requireShareView(ctx, asked);
  const { tracks } = orderTracks(view.captions, acceptLanguage);
  const wanted = language === undefined ? tracks[0]?.language : canonicalLanguage(language);
  const track = tracks.find((known) => known.language === wanted);
  const cues = track && (await readCues(ctx, track));
  if (!cues) throw new Problem("not_found", { logReason: track ? "the object is gone" : "no such captions" });

  const headers = { ...CHOSEN_BY, "Content-Language": track.language };
  if (!asJson) {
    const text = `${paragraphsOf(cues).join("\n\n")}\n`;
    return new Response(text, { headers: { ...shareBytesHeaders(view, "text/plain; charset=utf-8"), ...headers } });
  }
  const transcript: Transcript = {
    language: track.language,
    languages: tracks.map((known) => known.language),
    cues: cues.map((cue) => ({ start: cue.start / SECOND, end: cue.end / SECOND, text: wordsOf(cue) })),
  };
  return Response.json(transcript, { headers: { ...shareBytesHeaders(view, "application/json"), ...headers } });
}
