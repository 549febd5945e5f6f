import type { Translate } from "./message.ts";

const REASONS = [
  "no_header",
  "no_cues",
  "not_utf8",
  "no_timing",
  "unreadable_timing",
  "ends_before_it_starts",
  "no_text",
] as const;

/** Why a line of a captions file cannot be read; undefined for a reason newer than whoever says it. */
export function captionsWhy(t: Translate, code: string): string | undefined {
  const reason = REASONS.find((known) => known === code);
  return reason && t(`captions.why_${reason}`);
}

/** The line that an error of a captions file is about. */
export function captionsLine(pointer: string): number | undefined {
  const [, line] = /^\/lines\/(\d+)$/.exec(pointer) ?? [];
  return line === undefined ? undefined : Number(line);
}
