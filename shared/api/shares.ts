import * as v from "valibot";
import { PASSWORD_MAX, PASSWORD_MIN } from "../limits.ts";
import type { Level } from "../policy/access.ts";
import { VISIBILITIES, type Visibility } from "../policy/share-access.ts";
import { pageQuery } from "./fields.ts";

const visibilityField = v.picklist(VISIBILITIES, `Must be one of ${VISIBILITIES.join(", ")}.`);

const passwordField = v.pipe(
  v.string("Must be text."),
  v.minLength(PASSWORD_MIN, `Must have ${PASSWORD_MIN} characters at least.`),
  v.maxLength(PASSWORD_MAX, `Must have ${PASSWORD_MAX} characters at most.`),
);

const shareRules = { visibility: v.optional(visibilityField), password: v.optional(passwordField) };

/** What to change of a share; what is not named stays. A password goes in and never comes out. */
export const shareChange = v.pipe(
  v.strictObject(shareRules),
  v.check((change) => Object.keys(change).length > 0, "Name something to change."),
);

/** The body of publishing is optional, and so is each field of it. */
export const publication = v.optional(v.strictObject(shareRules), {});

export type ShareRules = v.InferOutput<typeof shareChange>;

const SLUG = /^[A-Za-z0-9_-]{22}$/;

/** Whether a text has the shape of a share's slug: 128 bits, base64url. */
export function isSlug(text: string): boolean {
  return SLUG.test(text);
}

export const slugQuery = v.strictObject({
  slug: v.pipe(v.string("Must be text."), v.regex(SLUG, "Must be a share's slug.")),
});

export const shareListQuery = v.strictObject(pageQuery);

export type Share = {
  id: string;
  nodeId: string;
  slug: string;
  url: string;
  label: string | null;
  visibility: Visibility;
  hasPassword: boolean;
  guests: string[];
  expiresAt: string | null;
  maxViews: number | null;
  views: number;
  allowDownload: boolean;
  allowComments: boolean;
  allowEmbed: boolean;
  allowIndexing: boolean;
  endedAt: string | null;
};

/** A share with what it shows, as the popup finds it by the slug in the tab's address. */
export type ShareWithNode = Share & { node: { id: string; title: string; level: Level; workspaceId: string } };
