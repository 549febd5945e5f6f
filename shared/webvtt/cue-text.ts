import { readReferences } from "./character-references.ts";
import { parseWebVttTime, writeTime } from "./timestamp.ts";

/** A tag is a `<` with a name, a time or a slash behind it and a `>` at its end; any other `<` is what it looks like. */
const TOKEN = /<\/[^<>]*>|<[A-Za-z\d][^<>]*>|[^<]+|<+(?![A-Za-z\d/])|</g;
const OPENING = /^<(c|i|b|u|ruby|rt|v|lang)((?:\.[^\s.<>]*)*)(?:\s+([^<>]*))?>$/;
const CLOSING = /^<\/([a-z]+)\s*>$/;
/** Deeper than anyone writes; a player that nests by recursion stays whole. */
const DEEPEST = 16;

// Controls are no text; the halves of surrogate pairs are no characters.
const UNSEEN = /[\p{Cc}\p{Cs}]/gu;
const UNSEEN_BUT_BREAKS = /(?!\n)[\p{Cc}\p{Cs}]/gu;

/** What is open, and as what it was written: as nothing when it is too deep. */
type Span = { name: string; written: string };

/**
 * Cue text (WebVTT, section 6.4) as only well-formed spans and escaped text: unknown tags go, open ones are closed,
 * empty lines, which would end the cue, are left out. Cleaning what is clean changes nothing.
 */
export function cleanCueText(source: string): string {
  const open: Span[] = [];
  const cleaned = (source.match(TOKEN) ?? []).map((token) => cleanToken(token, open)).join("");
  const closed = cleaned + closings(open);
  return closed
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
}

/** What is left for the eye: no tags, nothing escaped. */
export function visibleText(clean: string): string {
  return readReferences(clean.replace(/<[^<>]*>/g, ""));
}

export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function cleanToken(token: string, open: Span[]): string {
  if (!token.startsWith("<") || !token.endsWith(">")) {
    return escapeText(readReferences(token).replace(UNSEEN_BUT_BREAKS, " "));
  }
  const time = parseWebVttTime(token.slice(1, -1));
  if (time !== undefined) return `<${writeTime(time)}>`;
  const closing = CLOSING.exec(token);
  if (closing) return close(closing[1] ?? "", open);
  const opening = OPENING.exec(token);
  return opening ? openSpan(opening, open) : "";
}

/** A voice without a name and a language without a tag are spans like any other. */
function openSpan([, name = "", classes = "", annotation = ""]: RegExpExecArray, open: Span[]): string {
  if (name === "rt" && open.at(-1)?.name !== "ruby") return "";
  const takesAnnotation = name === "v" || name === "lang";
  const said = takesAnnotation ? oneLine(annotation) : "";
  const written = takesAnnotation && said === "" ? "c" : name;
  const isTooDeep = open.length >= DEEPEST;
  open.push({ name, written: isTooDeep ? "" : written });
  return isTooDeep ? "" : `<${written}${validClasses(classes)}${said === "" ? "" : ` ${said}`}>`;
}

function validClasses(classes: string): string {
  const valid = classes.split(".").filter((name) => name !== "" && !name.includes("&"));
  return valid.map((name) => `.${name}`).join("");
}

/** Closes the innermost span, if it is that one (section 6.4, "end tag"); what ends a ruby also ends its text. */
function close(name: string, open: Span[]): string {
  const innermost = open.at(-1)?.name;
  if (name === "ruby" && innermost === "rt") return closings(open.splice(-2));
  return name === innermost ? closings(open.splice(-1)) : "";
}

function closings(spans: readonly Span[]): string {
  const written = spans.filter((span) => span.written !== "").reverse();
  return written.map((span) => `</${span.written}>`).join("");
}

function oneLine(annotation: string): string {
  const plain = readReferences(annotation).replace(UNSEEN, " ");
  return escapeText(plain.replace(/\s+/g, " ").trim());
}
