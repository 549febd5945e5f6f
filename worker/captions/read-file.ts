import type { InputError } from "../../shared/api/problem-document.ts";
import { CAPTIONS_DROPPED_TOLD } from "../../shared/limits.ts";
import { type CaptionsKind, kindInHeader } from "../../shared/webvtt/captions-kind.ts";
import type { Cue, DroppedCue, DropReason } from "../../shared/webvtt/cue.ts";
import { parseSubRip, parseWebVtt } from "../../shared/webvtt/parse.ts";
import { Problem } from "../http/problem.ts";

type FileReason = DropReason | "no_header" | "no_cues" | "not_utf8";

const DETAILS: Record<FileReason, string> = {
  no_header: "A WebVTT file begins with WEBVTT.",
  no_cues: "There is no cue.",
  not_utf8: "The text is not UTF-8.",
  no_timing: "This text has no times above it.",
  unreadable_timing: "The times cannot be read.",
  ends_before_it_starts: "The cue ends before it starts.",
  no_text: "The cue has no text.",
};

/** What was made of a file, and what it says itself that it is. */
export type CaptionsRead = { kind: CaptionsKind; cues: Cue[]; dropped: DroppedCue[] };

/** Reads a captions file as what its Content-Type says; 415 for another type, 422 when nothing in it can be shown. */
export function readCaptionsFile(contentType: string, bytes: ArrayBuffer): CaptionsRead {
  const type = contentType.split(";")[0]?.trim().toLowerCase();
  if (type !== "text/vtt" && type !== "application/x-subrip") throw new Problem("unsupported_media_type");
  const text = decode(bytes);
  const parsed = type === "text/vtt" ? parseWebVtt(text) : parseSubRip(text);
  if (!parsed) throw invalid([{ line: 1, reason: "no_header" }]);
  const dropped = parsed.dropped.slice(0, CAPTIONS_DROPPED_TOLD);
  if (parsed.cues.length === 0) throw invalid(dropped.length > 0 ? dropped : [{ line: 1, reason: "no_cues" }]);
  return { kind: kindInHeader(text), cues: parsed.cues, dropped };
}

function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const readable = new TextDecoder().decode(bytes);
    const before = readable.slice(0, Math.max(readable.indexOf("\ufffd"), 0));
    throw invalid([{ line: before.split(/\r\n|\r|\n/).length, reason: "not_utf8" }]);
  }
}

function invalid(found: readonly { line: number; reason: FileReason }[]): Problem {
  const errors: InputError[] = found.map(({ line, reason }) => ({
    pointer: `/lines/${line}`,
    code: reason,
    detail: `Line ${line}: ${DETAILS[reason]}`,
  }));
  return new Problem("invalid_captions", { errors });
}
