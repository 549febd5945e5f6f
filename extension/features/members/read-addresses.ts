import * as v from "valibot";
import { emailField } from "../../../shared/api/fields.ts";

const BRACKETED = /<([^<>\s]+@[^<>\s]+)>/;

export type ReadAddresses = { good: string[]; bad: string[] };

/**
 * Addresses from what people paste: commas, semicolons, spaces or lines between them, or a mail program's
 * `Name <address>`. Anything else is kept apart, to be shown as it was typed.
 */
export function readAddresses(text: string): ReadAddresses {
  const distinct = [...new Set(entriesOf(text).flatMap(piecesOf))];
  const isGood = (piece: string) => v.is(emailField, piece);
  return { good: distinct.filter(isGood), bad: distinct.filter((piece) => !isGood(piece)) };
}

/** What stands between commas, semicolons and lines; a name in quotes may have them. */
function entriesOf(text: string): string[] {
  return text.match(/(?:"[^"\n]*"|[^,;\n])+/g) ?? [];
}

function piecesOf(entry: string): string[] {
  if (!BRACKETED.test(entry)) return entry.split(/\s+/).filter(Boolean);
  // Beside an address in brackets stands whose it is, and others without.
  const words = entry.replace(/"[^"]*"/g, " ").split(/\s+/);
  return words.flatMap((word) => BRACKETED.exec(word)?.[1] ?? (word.includes("@") ? word : []));
}
