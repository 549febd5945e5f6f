import { type Cue, type DroppedCue, type DropReason, inOrder, type ParsedCaptions } from "./cue.ts";
import { parseCueSettings } from "./cue-settings.ts";
import { cleanCueText, visibleText } from "./cue-text.ts";
import { parseSubRipTime, parseWebVttTime } from "./timestamp.ts";

const ARROW = "-->";
const HEADER = /^WEBVTT(?:[ \t]|$)/;
const NO_CUE = /^(?:NOTE|STYLE|REGION)(?:[ \t]|$)/;
const COUNTER = /^\d+$/;
/** Times stand between spaces, tabs and form feeds alone; behind the second one anything may follow, and is settings. */
const STARTING = /^[ \t\f]*([\d:.,]+)[ \t\f]*$/;
const ENDING = /^[ \t\f]*([\d:]+[.,]\d+)/;
/** Where SubRip puts a line on the picture, as some write it before the text. */
const SUBRIP_PLACE = /\{\\[^{}\n]*\}/g;

/** Lines without an empty one between them; `at` is the first one's number, from 1. */
type Block = { at: number; lines: string[] };

type Format = {
  parseTime(text: string): number | undefined;
  /** Lines with no times below them that are no lost text. */
  isSilent(lines: readonly string[]): boolean;
  textOf(lines: readonly string[]): string;
};

/**
 * Reads a WebVTT file as players do: what is not a cue is passed over, what should have been one is told. Undefined
 * when the first line is not the `WEBVTT` that makes it one. Comments, styles, regions and cue names are not kept.
 */
export function parseWebVtt(text: string): ParsedCaptions | undefined {
  // What may not stand in a text is told, not taken out (section 6.1).
  const lines = linesOf(text.replaceAll("\0", "\ufffd"));
  if (!HEADER.test(lines[0] ?? "")) return undefined;
  // The header goes on to the first empty line, or to a cue that stands too close below it.
  const body = lines.findIndex((line, at) => at > 0 && (line === "" || line.includes(ARROW)));
  return parseBlocks(blocksOf(body === -1 ? [] : lines, Math.max(body, 1)), WEBVTT);
}

/** Reads a SubRip file: numbered cues, a comma before the milliseconds. */
export function parseSubRip(text: string): ParsedCaptions {
  const lines = linesOf(text).map((line) => line.trimEnd());
  return parseBlocks(blocksOf(lines, 0), SUBRIP);
}

const WEBVTT: Format = {
  parseTime: parseWebVttTime,
  isSilent: ([first = ""]) => NO_CUE.test(first),
  textOf: (lines) => lines.join("\n"),
};

const SUBRIP: Format = {
  parseTime: parseSubRipTime,
  isSilent: () => false,
  textOf: (lines) => lines.join("\n").replace(SUBRIP_PLACE, ""),
};

function linesOf(text: string): string[] {
  return text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
}

function blocksOf(lines: readonly string[], from: number): Block[] {
  const blocks: Block[] = [];
  let current: Block | undefined;
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (line === "") current = undefined;
    else if (current) current.lines.push(line);
    else {
      current = { at: at + 1, lines: [line] };
      blocks.push(current);
    }
  }
  return blocks;
}

function parseBlocks(blocks: readonly Block[], format: Format): ParsedCaptions {
  const cues: Cue[] = [];
  const dropped: DroppedCue[] = [];
  for (const block of blocks) {
    for (const piece of piecesOf(block, format)) {
      const found = parsePiece(piece, format);
      if (typeof found === "string") dropped.push({ line: piece.at, reason: found });
      else cues.push(found);
    }
  }
  return { cues: inOrder(cues), dropped };
}

/** A block cut before each line of times: where the empty line between two cues was forgotten they are still two. */
function piecesOf({ at, lines }: Block, format: Format): Block[] {
  const arrows = lines.flatMap((line, index) => (line.includes(ARROW) ? [index] : []));
  const [first] = arrows;
  if (first === undefined) return format.isSilent(lines) ? [] : [{ at, lines }];
  // One line above the times is the cue's name or number; more were to be something else.
  const above = lines.slice(0, first);
  const lost = above.length > 1 && !format.isSilent(above) ? [{ at, lines: above }] : [];
  return [
    ...lost,
    ...arrows.map((index, which) => {
      const until = arrows[which + 1] ?? lines.length;
      const isNext = arrows[which + 1] !== undefined;
      const isNumbered = isNext && until - index > 1 && COUNTER.test(lines[until - 1] ?? "");
      return { at: at + index, lines: lines.slice(index, isNumbered ? until - 1 : until) };
    }),
  ];
}

/** A cue of its line of times and settings (WebVTT, section 6.3) and what stands below. */
function parsePiece({ lines }: Block, format: Format): Cue | DropReason {
  const [timing = "", ...rest] = lines;
  const arrow = timing.indexOf(ARROW);
  if (arrow === -1) return "no_timing";
  const behind = timing.slice(arrow + ARROW.length);
  const [upToEnd = "", ending = ""] = ENDING.exec(behind) ?? [];
  const start = format.parseTime(STARTING.exec(timing.slice(0, arrow))?.[1] ?? "");
  const end = format.parseTime(ending);
  if (start === undefined || end === undefined) return "unreadable_timing";
  if (end <= start) return "ends_before_it_starts";
  const text = cleanCueText(format.textOf(rest));
  if (visibleText(text).trim() === "") return "no_text";
  return { start, end, settings: parseCueSettings(behind.slice(upToEnd.length)), text };
}
