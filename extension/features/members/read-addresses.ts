import * as v from "valibot";
import { emailField } from "../../../shared/api/fields.ts";

export type ReadAddresses = { good: string[]; bad: string[] };

/**
 * Addresses from what people paste: commas, semicolons, spaces or lines between them, or a mail program's
 * `Name <address>`. Anything else is kept apart, to be shown as it was typed.
 */
export function readAddresses(text: string): ReadAddresses {
  const bracketed = [...text.matchAll(/<([^<>\s]+@[^<>\s]+)>/g)].map((match) => match[1] ?? "");
  const pieces = bracketed.length > 0 ? bracketed : text.split(/[\s,;]+/).filter(Boolean);
  const distinct = [...new Set(pieces)];
  const isGood = (piece: string) => v.is(emailField, piece);
  return { good: distinct.filter(isGood), bad: distinct.filter((piece) => !isGood(piece)) };
}
