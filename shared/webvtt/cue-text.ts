import { parseWebVttTime, writeTime } from "./timestamp.ts";

const NAMED: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  lrm: "\u200e",
  rlm: "\u200f",
};

/** A tag is a `<` with a name, a time or a slash behind it and a `>` at its end; any other `<` is what it looks like. */
const TOKEN = /<\/?[A-Za-z\d][^<>]*>|&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]{1,8});|[^<&]+|[<&]/g;
const OPENING = /^<(c|i|b|u|ruby|rt|v|lang)((?:\.[^\s.&<>]+)*)(?:\s+([^<>]*))?>$/;
const CLOSING = /^<\/([a-z]+)\s*>$/;
/** Deeper than anyone writes; a player that nests by recursion stays whole. */
const DEEPEST = 16;

// Controls are no text; the halves of surrogate pairs are no characters.
const UNSEEN = /[\p{Cc}\p{Cs}]/gu;
const UNSEEN_BUT_BREAKS = /(?!\n)[\p{Cc}\p{Cs}]/gu;

/**
 * Cue text (WebVTT, section 6.4) as only well-formed spans and escaped text: unknown tags go, open ones are closed,
 * empty lines, which would end the cue, are left out. Cleaning what is clean changes nothing.
 */
export function cleanCueText(source: string): string {
  const open: string[] = [];
  const cleaned = (source.match(TOKEN) ?? []).map((token) => cleanToken(token, open)).join("");
  const closed = cleaned + closings(open.reverse());
  return closed
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
}

/** What is left for the eye: no tags, nothing escaped. */
export function visibleText(clean: string): string {
  return unescapeText(clean.replace(/<[^<>]*>/g, ""));
}

export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function cleanToken(token: string, open: string[]): string {
  if (token.length < 3 || !token.startsWith("<")) {
    return escapeText(unescapeText(token).replace(UNSEEN_BUT_BREAKS, " "));
  }
  const time = parseWebVttTime(token.slice(1, -1));
  if (time !== undefined) return `<${writeTime(time)}>`;
  const closing = CLOSING.exec(token);
  if (closing) return close(closing[1] ?? "", open);
  const opening = OPENING.exec(token);
  return opening ? openSpan(opening, open) : "";
}

function openSpan([, name = "", classes = "", annotation = ""]: RegExpExecArray, open: string[]): string {
  if (open.length >= DEEPEST || (name === "rt" && open.at(-1) !== "ruby")) return "";
  const takesAnnotation = name === "v" || name === "lang";
  const said = takesAnnotation ? oneLine(annotation) : "";
  if (takesAnnotation && said === "") return "";
  open.push(name);
  return `<${name}${classes}${said === "" ? "" : ` ${said}`}>`;
}

/** Closes a span, and before it those that were opened inside and not closed. */
function close(name: string, open: string[]): string {
  const at = open.lastIndexOf(name);
  return at === -1 ? "" : closings(open.splice(at).reverse());
}

function closings(names: readonly string[]): string {
  return names.map((name) => `</${name}>`).join("");
}

function oneLine(annotation: string): string {
  const plain = unescapeText(annotation).replace(UNSEEN, " ");
  return escapeText(plain.replace(/\s+/g, " ").trim());
}

function unescapeText(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z]{1,8}));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
