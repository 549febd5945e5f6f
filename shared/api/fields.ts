import * as v from "valibot";
import { parseEmailAddress } from "../email-address.ts";
import type { IdKind } from "../ids.ts";
import { idPattern, isId } from "../ids.ts";
import { EMAIL_MAX, NAME_MAX, PAGE_DEFAULT, PAGE_MAX, TITLE_MAX } from "../limits.ts";
import { ROLES } from "../policy/roles.ts";

/**
 * The pieces that many bodies and answers share. Each message is the problem's `errors[].detail`; what `described` and
 * `v.metadata` say is said in the API's document.
 */

/** A schema and what is said of it in the API's document; says nothing to whoever checks by it. */
export function described<S extends v.GenericSchema>(schema: S, text: string): S {
  return v.pipe(schema, v.description(text)) as unknown as S;
}

// Controls, halves of surrogate pairs, line separators and bidirectional overrides have no place in a line.
const UNSEEN = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/** One line of text, and of no more characters than `max`. */
export function lineField(max: number) {
  return v.pipe(
    v.string("Must be text."),
    v.trim(),
    v.minLength(1, "Must not be empty."),
    v.maxLength(max, `Must be at most ${max} characters.`),
    v.check((text) => !UNSEEN.test(text), "Must be one line without control characters."),
  );
}

/** Lines of text, of no more characters than `max`; may be empty. */
export function textField(max: number) {
  return v.pipe(
    v.string("Must be text."),
    v.trim(),
    v.maxLength(max, `Must be at most ${max} characters.`),
    v.check((text) => !UNSEEN.test(text.replace(/[\r\n\t]/g, "")), "Must not contain control characters."),
  );
}

/** Names stand in mails to people who do not know us yet: a link in one would be ours by looks. */
export const nameField = v.pipe(
  lineField(NAME_MAX),
  v.check((text) => !/:\/\/|\bwww\./i.test(text), "Must not contain a link."),
);
export const titleField = lineField(TITLE_MAX);

export const emailField = v.pipe(
  v.string("Must be text."),
  v.metadata({ format: "email" }),
  v.maxLength(EMAIL_MAX, `Must be at most ${EMAIL_MAX} characters.`),
  v.check((text) => parseEmailAddress(text) !== undefined, "Must be an e-mail address such as name@example.com."),
);

export const roleField = v.picklist(ROLES, `Must be one of ${ROLES.join(", ")}.`);

/** A secret or cursor of ours: short and URL-safe, otherwise opaque. */
export const opaqueField = v.pipe(
  v.string("Must be text."),
  v.regex(/^[A-Za-z0-9_.~-]{1,512}$/, "Is not one of ours."),
);

/** A moment, ISO 8601 with its zone, read as milliseconds since the epoch. */
export const timeField = v.pipe(
  v.string("Must be text."),
  v.isoTimestamp("Must be a time such as 2027-01-31T12:00:00Z."),
  v.transform((text) => Date.parse(text)),
);

export function idField(kind: IdKind) {
  return v.pipe(
    v.string("Must be text."),
    v.metadata({ pattern: idPattern(kind) }),
    v.check((text) => isId(kind, text), `Must be the id of a ${kind}.`),
  );
}

/** The query of every list: `limit` 1 to 200 (50 unless said), `cursor` from the page before. */
export const pageQuery = {
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,6}$/, `Must be a whole number from 1 to ${PAGE_MAX}.`),
      v.transform(Number),
      v.minValue(1, "Must be at least 1."),
      v.maxValue(PAGE_MAX, `Must be at most ${PAGE_MAX}.`),
    ),
    String(PAGE_DEFAULT),
  ),
  cursor: v.optional(opaqueField),
};

/** A page of a list; `nextCursor` is null on the last. */
export type Page<T> = { items: T[]; nextCursor: string | null };
