import * as v from "valibot";
import { parseDomain, parseEmailAddress } from "../email-address.ts";
import {
  EMAIL_MAX,
  PASSWORD_MAX,
  PASSWORD_MIN,
  SHARE_GUESTS_MAX,
  SHARE_LABEL_MAX,
  SHARE_VIEWS_MAX,
} from "../limits.ts";
import { VISIBILITIES } from "../policy/share-access.ts";
import type { listedShare, share, shareWithNode } from "./answers/shares.ts";
import { described, lineField, pageQuery, timeField } from "./fields.ts";

const visibilityField = v.picklist(VISIBILITIES, `Must be one of ${VISIBILITIES.join(", ")}.`);

const passwordField = v.pipe(
  v.string("Must be text."),
  v.minLength(PASSWORD_MIN, `Must have ${PASSWORD_MIN} characters at least.`),
  v.maxLength(PASSWORD_MAX, `Must have ${PASSWORD_MAX} characters at most.`),
);

/** An address, or a whole company domain; as it is compared. */
const guestField = v.pipe(
  v.string("Must be text."),
  v.maxLength(EMAIL_MAX, `Must be at most ${EMAIL_MAX} characters.`),
  v.transform((text) => readGuest(text)),
  v.string("Must be an e-mail address such as name@example.com, or a domain such as example.com."),
);

const yesOrNo = v.optional(v.boolean("Must be true or false."));

/** What may be said of a share; `expiresAt` ISO 8601 in, milliseconds out. What is null is taken away. */
const shareRules = {
  visibility: v.optional(visibilityField),
  password: v.optional(passwordField),
  guests: described(
    v.optional(
      v.pipe(
        v.array(guestField, "Must be a list."),
        v.maxLength(SHARE_GUESTS_MAX, `Must name at most ${SHARE_GUESTS_MAX} guests.`),
        v.transform((guests) => [...new Set(guests)]),
      ),
    ),
    "Addresses and company domains from outside; all of them.",
  ),
  label: described(
    v.optional(v.nullable(lineField(SHARE_LABEL_MAX))),
    "To tell it from other links; viewers do not see it.",
  ),
  expiresAt: described(v.optional(v.nullable(timeField)), "A time to come."),
  maxViews: v.optional(
    v.nullable(
      v.pipe(
        v.number("Must be a number."),
        v.integer("Must be a whole number."),
        v.minValue(1, "Must be at least 1."),
        v.maxValue(SHARE_VIEWS_MAX, `Must be at most ${SHARE_VIEWS_MAX}.`),
      ),
    ),
  ),
  allowDownload: yesOrNo,
  allowComments: yesOrNo,
  allowEmbed: yesOrNo,
  allowIndexing: yesOrNo,
  pinnedVersion: described(
    v.optional(
      v.nullable(
        v.pipe(
          v.number("Must be a number."),
          v.integer("Must be a whole number."),
          v.minValue(1, "Must be at least 1."),
          v.maxValue(Number.MAX_SAFE_INTEGER, "Must be a version."),
        ),
      ),
    ),
    "The version that it shows, whatever is uploaded after; null for the one that is played. A project or folder has none.",
  ),
};

/** What to change of a share; what is not named stays. A password goes in and never comes out. */
export const shareChange = v.pipe(
  v.strictObject(shareRules),
  v.check((change) => Object.keys(change).length > 0, "Name something to change."),
);

/** The body of publishing, or of making a further link, is optional, and so is each field of it. */
export const publication = v.optional(v.strictObject(shareRules), {});

export type ShareRules = v.InferOutput<typeof shareChange>;

/** The same as it is sent: times in ISO 8601. */
export type ShareChange = v.InferInput<typeof shareChange>;

/** A guest as they are compared; undefined for what is neither an address nor a domain. */
export function readGuest(text: string): string | undefined {
  return text.includes("@", 1) ? parseEmailAddress(text)?.key : parseDomain(text);
}

export const SLUG = /^[A-Za-z0-9_-]{22}$/;

/** Whether a text has the shape of a share's slug: 128 bits, base64url. */
export function isSlug(text: string): boolean {
  return SLUG.test(text);
}

export const slugQuery = v.strictObject({
  slug: v.pipe(v.string("Must be text."), v.regex(SLUG, "Must be a share's slug.")),
});

export const shareListQuery = v.strictObject(pageQuery);

export type Share = v.InferOutput<typeof share>;

export type ListedShare = v.InferOutput<typeof listedShare>;

export type ShareWithNode = v.InferOutput<typeof shareWithNode>;
