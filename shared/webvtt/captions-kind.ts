/** What the cues of a file are for, by the names of HTML (section 4.8.11.11): what is said, or where parts begin. */
export const CAPTIONS_KINDS = ["captions", "chapters"] as const;
export type CaptionsKind = (typeof CAPTIONS_KINDS)[number];

const HEADER = /^\ufeff?WEBVTT[^\r\n]*(?:\r\n|\r|\n)((?:.+(?:\r\n|\r|\n))*)/;
const CHAPTERS = /^kind:[ \t]*chapters[ \t]*$/im;

/** What a WebVTT file itself says it is, in its header as many tools write it (`Kind: chapters`); captions unless it does. */
export function kindInHeader(text: string): CaptionsKind {
  const [, header = ""] = HEADER.exec(text) ?? [];
  const [named = ""] = header.split("-->");
  return CHAPTERS.test(named) ? "chapters" : "captions";
}
