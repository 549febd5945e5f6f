import { captionsTaken, captionTrackPage } from "../../shared/api/answers/captions.ts";
import type { Reference } from "../http/reference.ts";
import type { captionRoutes } from "./routes.ts";

export const captionReference: Reference<typeof captionRoutes> = {
  tag: "Captions",
  about:
    "Captions of a video or voice, one track a language: WebVTT or SubRip in, clean WebVTT out. `kind=chapters` is of its chapters instead.",
  routes: {
    "GET /videos/:nodeId/captions": {
      id: "listCaptions",
      summary: "List captions",
      answers: { 200: captionTrackPage },
      refuses: ["forbidden", "not_found"],
    },
    "PUT /videos/:nodeId/captions/:lang": {
      id: "putCaptions",
      summary: "Put captions in a language",
      description:
        "In the place of those that were there: 201 where there were none, else 200. `dropped` names each cue that could not be read; a file without a readable one changes nothing.",
      answers: { 200: captionsTaken, 201: captionsTaken },
      bytes: ["text/vtt", "application/x-subrip"],
      refuses: ["forbidden", "not_found", "invalid_state", "unsupported_media_type", "invalid_captions"],
    },
    "GET /videos/:nodeId/captions/:lang": {
      id: "readCaptions",
      summary: "Read captions",
      answers: { 200: "text/vtt" },
      refuses: ["invalid_request", "forbidden", "not_found"],
    },
    "DELETE /videos/:nodeId/captions/:lang": {
      id: "deleteCaptions",
      summary: "Delete captions",
      answers: { 204: null },
      refuses: ["invalid_request", "forbidden", "not_found"],
    },
  },
};
