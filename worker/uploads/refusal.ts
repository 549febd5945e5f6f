import type { InputError } from "../../shared/api/problem-document.ts";
import { PICTURE_MAX_PIXELS } from "../../shared/limits.ts";
import type { MediaKind } from "../../shared/policy/access.ts";
import type { ProblemCode } from "../../shared/problem.ts";

/** What the client is told of an upload that is not taken. */
type Told = { code: ProblemCode; error: InputError };

/**
 * Why an upload cannot go on, in the shape that the tus library answers from: a status and a body. The body is a word
 * for the log, or, where the client is told more, that as JSON.
 */
export class Refusal extends Error {
  readonly status_code: number;
  readonly body: string;

  constructor(status: number, reason: string | Told) {
    super(typeof reason === "string" ? reason : reason.error.detail);
    this.name = "Refusal";
    this.status_code = status;
    this.body = typeof reason === "string" ? reason : JSON.stringify(reason);
  }
}

export const unknownUpload = () => new Refusal(404, "unknown upload");

const TAKES: Record<MediaKind, string> = {
  video: "A video takes an MP4, MOV or WebM with a picture",
  avatar: "An avatar takes a JPEG, PNG, WebP or AVIF",
  voice: "A voice takes an MP3, WAV, M4A, AAC, Ogg, WebM or FLAC without a picture",
};
const IS: Record<MediaKind, string> = { video: "a video", avatar: "a picture", voice: "a sound" };

/** `found` is what it is instead, where that can be said. */
export function wrongKind(kind: MediaKind, found: MediaKind | undefined): Refusal {
  if (found === undefined || found === kind) return unsupportedMedia("unreadable", `${TAKES[kind]}, whole.`);
  return unsupportedMedia("wrong_kind", `${TAKES[kind]}; this is ${IS[found]}.`);
}

export const noBytes = () => unsupportedMedia("empty", "There are no bytes.");
export const announcedOtherwise = (kind: MediaKind) => unsupportedMedia("announced_type", `${TAKES[kind]}.`);

const PLAYED: Record<Exclude<MediaKind, "avatar">, string> = {
  video: "Send H.264, VP8, VP9 or AV1 with AAC, MP3, Opus or Vorbis.",
  voice: "Send MP3, AAC as M4A, Opus or Vorbis as Ogg or WebM, WAV of 16 bits, or FLAC.",
};

export function unsupportedCodec(kind: keyof typeof PLAYED, codec: string): Refusal {
  const detail = `${codec} is not played by every browser. ${PLAYED[kind]}`;
  return new Refusal(415, { code: "unsupported_codec", error: { pointer: "", code: "codec", detail } });
}

export function tooManyPixels(): Refusal {
  const detail = `A picture has ${PICTURE_MAX_PIXELS / 1e6} million pixels at most.`;
  return new Refusal(413, { code: "payload_too_large", error: { pointer: "", code: "too_many_pixels", detail } });
}

function unsupportedMedia(code: string, detail: string): Refusal {
  return new Refusal(415, { code: "unsupported_media_type", error: { pointer: "", code, detail } });
}

/** What a refusal's body tells, if it tells more than a word; the library's own never do. */
export function toldIn(body: string): Told | undefined {
  return body.startsWith("{") ? (JSON.parse(body) as Told) : undefined;
}
