import { type Placeholder, type SQL, sql } from "drizzle-orm";
import { foldText } from "../../shared/fold-text.ts";
import { memberWords } from "../db/schema/member-words.ts";
import { fromBase64Url, toBase64Url } from "../secrets/derive.ts";

/** More words narrow a search no further. */
const WORDS_MAX = 6;

/**
 * The words of a search as `member_words` has them: names cut at spaces and dashes, addresses at what stands in
 * their local part, their domain whole. The longest first, which names the fewest, and domains last, which name most.
 */
export function searchWords(text: string): string[] {
  const words = foldText(text)
    .split(/\s+/)
    .flatMap(wordsOf)
    .filter((word) => word !== "");
  const rank = (word: string) => (word.includes(".") ? 0 : word.length);
  return [...new Set(words)].sort((a, b) => rank(b) - rank(a)).slice(0, WORDS_MAX);
}

function wordsOf(text: string): string[] {
  const [local = "", ...domain] = text.split("@");
  if (domain.length > 0) return [...local.split(/[._+-]/), domain.join("@")];
  // `acme.com` and `john.smith` look alike: what stands before the dot begins a word of either.
  return text.split(/[_+-]/).map((word) => word.replace(/\..*/, ""));
}

export type SearchPosition = { word: string; membershipId: string };

/** The values of a search: its words, and the position after which it goes on. */
export const WORD_NAMES = ["word0", "word1", "word2", "word3", "word4", "word5", "afterWord", "afterId"] as const;

type WordName = (typeof WORD_NAMES)[number];

export function wordValues(words: readonly string[], after: SearchPosition | undefined): Record<WordName, string> {
  const [word0 = "", word1 = "", word2 = "", word3 = "", word4 = "", word5 = ""] = words;
  return { word0, word1, word2, word3, word4, word5, afterWord: after?.word ?? "", afterId: after?.membershipId ?? "" };
}

/** Which rows of `hit` belong to the page: each member once, by the first of their words that begins so. */
export function matching(
  workspaceId: Placeholder,
  slots: Readonly<Record<WordName, Placeholder>>,
  { words, goesOn }: { words: number; goesOn: boolean },
): SQL {
  const { word0, word1, word2, word3, word4, word5, afterWord, afterId } = slots;
  const begins = (column: SQL, word: Placeholder) => sql`${column} >= ${word} AND ${column} < ${word} || char(1114111)`;
  const isFirst = sql`NOT EXISTS (SELECT 1 FROM ${memberWords} AS earlier
    WHERE earlier.membership_id = hit.membership_id AND ${begins(sql`earlier.word`, word0)}
      AND (earlier.word < hit.word OR (earlier.word = hit.word AND earlier.of_name < hit.of_name)))`;
  const rest = [word1, word2, word3, word4, word5].slice(0, words - 1).map(
    (word) => sql`AND EXISTS (SELECT 1 FROM ${memberWords} AS other
      WHERE other.membership_id = hit.membership_id AND ${begins(sql`other.word`, word)})`,
  );
  const later = goesOn ? sql`AND (hit.word, hit.membership_id) > (${afterWord}, ${afterId})` : sql``;
  return sql`hit.workspace_id = ${workspaceId} AND ${begins(sql`hit.word`, word0)} AND ${isFirst} ${sql.join(rest, sql` `)} ${later}`;
}

export function cursorOf(word: string, membershipId: string): string {
  return `${toBase64Url(new TextEncoder().encode(word))}.${membershipId}`;
}

/** Undefined for what is no cursor of a search. */
export function readCursor(cursor: string): SearchPosition | undefined {
  const [, word, membershipId] = /^([A-Za-z0-9_-]+)\.(mbr_[0-9a-z]+)$/.exec(cursor) ?? [];
  if (word === undefined || membershipId === undefined) return undefined;
  return { word: new TextDecoder().decode(fromBase64Url(word)), membershipId };
}
