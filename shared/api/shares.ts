import * as v from "valibot";
import type { Level } from "../policy/access.ts";
import { VISIBILITIES, type Visibility } from "../policy/share-access.ts";
import { pageQuery } from "./fields.ts";

const visibilityField = v.picklist(VISIBILITIES, `Must be one of ${VISIBILITIES.join(", ")}.`);

export const shareChange = v.strictObject({ visibility: visibilityField });

/** The body of publishing is optional, and so is each field of it. */
export const publication = v.optional(v.strictObject({ visibility: v.optional(visibilityField) }), {});

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
